import { beforeAll, describe, expect, test } from "vitest";
import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { parseDockerfile } from "../instructions/parseDockerfile.ts";
import type { Bash } from "../shell/shellScript.ts";
import { type CheckInput, checkDockerfile } from "./checkDockerfile.ts";
import { type CheckDescription, checkDescriptions } from "./describeCheck.ts";
import { DEFAULT_HADOLINT_CONFIG } from "./hadolint/hadolintConfig.ts";
import { hadolintRules } from "./hadolint/registry.ts";
import { ignoreFixes } from "./ignoreFixes.ts";

let bash: Bash;
beforeAll(async () => {
  bash = await bashFromModules();
});

/** What a check needs to find its bad example: itself turned on, and what its rule's configuration says. */
function inputFor({ code, source, dockerignore }: CheckDescription): CheckInput {
  const known = { imageEnv: () => [], imagePlatform: () => "linux/amd64" };
  const ignore = dockerignore === undefined ? {} : { dockerignore };
  if (source === "buildkit") return { ...known, ...ignore };
  const rule = Object.values(hadolintRules).find((each) => each.code === code);
  const override = { ...DEFAULT_HADOLINT_CONFIG.override, info: rule?.severity === "ignore" ? [code] : [] };
  return { ...known, bash, hadolint: { ...DEFAULT_HADOLINT_CONFIG, override, ...rule?.config } };
}

function ownFinding(description: CheckDescription) {
  return checkDockerfile(description.bad, inputFor(description)).find(({ code, alsoKnownAs = [] }) =>
    [code, ...alsoKnownAs].includes(description.code),
  );
}

describe.each(checkDescriptions)("$code", (description) => {
  test("has a title, two sentences of why, both examples and a page", () => {
    const { title, why, bad, good, href } = description;
    expect(title).toMatch(/\S/);
    expect(why.match(/[.:?](\s|$)/g)?.length ?? 0).toBeGreaterThanOrEqual(2);
    expect(bad).toMatch(/\n$/);
    expect(good).toMatch(/\n$/);
    expect(href).toMatch(/^https:\/\/\S+$/);
  });
});

// ShellCheck's codes have their own test; a rule that says the same as an error of Docker's can't be ignored.
describe.each(checkDescriptions.filter(({ source }) => source !== "shellcheck"))("$code", (description) => {
  test("finds its bad example, and can be ignored in one place and everywhere", () => {
    const found = ownFinding(description);
    expect(found).toBeDefined();
    if (found === undefined || found.source === "dockerfile") return;
    expect(ignoreFixes(parseDockerfile(description.bad), found).length).toBeGreaterThanOrEqual(1);
  });
});

test("at least 40 checks have a quick fix for their own bad example", () => {
  const fixable = checkDescriptions.filter((description) => (ownFinding(description)?.fixes?.length ?? 0) > 0);
  expect(fixable.length).toBeGreaterThanOrEqual(40);
});
