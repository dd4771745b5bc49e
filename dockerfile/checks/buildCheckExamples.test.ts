import { describe, expect, test } from "vitest";
import { buildCheckExamples } from "./buildCheckExamples.ts";
import { checkDockerfile } from "./checkDockerfile.ts";
import { buildChecks } from "./registry.ts";

function codes(text: string, dockerignore: string | undefined): readonly string[] {
  const input = { imageEnv: () => [], imagePlatform: () => "linux/amd64" };
  const found = checkDockerfile(text, { ...input, ...(dockerignore === undefined ? {} : { dockerignore }) });
  return found.map(({ code }) => code);
}

describe.each(buildChecks.map(({ name }) => name))("%s", (name) => {
  test("finds its bad example, not its good one", () => {
    const example = buildCheckExamples[name];
    expect(example && codes(example.bad, example.dockerignore)).toContain(name);
    expect(example && codes(example.good, example.dockerignore)).not.toContain(name);
  });
  test("says in two sentences why it matters", () => {
    const why = buildChecks.find((check) => check.name === name)?.why ?? "";
    expect(why.match(/[.?](\s|$)/g)?.length).toBeGreaterThanOrEqual(2);
  });
});
