import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Diagnostic } from "#contract/diagnostic.ts";
import { bashFiles } from "#server/checks/bashFromModules.ts";
import { applyFix } from "./checks/applyFix.ts";
import { type CheckInput, checkParsed } from "./checks/checkDockerfile.ts";
import { DEFAULT_HADOLINT_CONFIG } from "./checks/hadolint/hadolintConfig.ts";
import { readHadolintConfig } from "./checks/hadolint/readHadolintConfig.ts";
import { parseDockerfile } from "./instructions/parseDockerfile.ts";
import { fixAll } from "./services/fixes/fixAll.ts";
import { loadBash } from "./shell/loadBash.ts";
import type { Bash } from "./shell/shellScript.ts";

/**
 * A case is a folder with a Dockerfile and what is expected of it; perhaps with a .dockerignore, a .hadolint.yaml and an
 * images.json (what is known of base images, by name). Those of checks are named `<check>/fires-…` and `<check>/silent-…`.
 * `UPDATE_GOLDEN=1` writes what is expected, to be read before it is committed.
 */
const TESTDATA = join(import.meta.dirname, "testdata");

let bash: Bash;
beforeAll(async () => {
  bash = await loadBash(await bashFiles(), Infinity);
});

/** The check that a case is about. */
function checkOf(name: string): string | undefined {
  return /^(?:checks|hadolint)\/([^/]+)\//.exec(name)?.[1];
}

function told({ severity, code, alsoKnownAs = [], range, message }: Diagnostic): string {
  const { start, end } = range;
  const names = [code, ...alsoKnownAs].join("+");
  return `${severity} ${names} ${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1} ${message}`;
}

interface KnownImage {
  readonly platform?: string;
  readonly env?: readonly string[];
}

function readInput(name: string): CheckInput {
  const read = (file: string): string | undefined => {
    const path = join(TESTDATA, name, file);
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  };
  const dockerignore = read(".dockerignore");
  const images: Readonly<Record<string, KnownImage>> = JSON.parse(read("images.json") ?? "{}");
  const result = readHadolintConfig(read(".hadolint.yaml") ?? "");
  if ("error" in result) throw new Error(result.error);
  const config = name.startsWith("hadolint/")
    ? { hadolint: { ...DEFAULT_HADOLINT_CONFIG, ...result.config }, bash }
    : {};
  return {
    ...(dockerignore === undefined ? {} : { dockerignore }),
    imageEnv: (image) => images[image]?.env ?? [],
    imagePlatform: (image) => images[image]?.platform,
    ...config,
  };
}

function readCase(name: string) {
  const dockerfile = parseDockerfile(readFileSync(join(TESTDATA, name, "Dockerfile"), "utf8"));
  const input = readInput(name);
  const diagnostics = checkParsed(dockerfile, input);
  const isOwn = ({ code, alsoKnownAs = [] }: Diagnostic): boolean =>
    [code, ...alsoKnownAs].includes(checkOf(name) ?? "");
  const own = diagnostics.find(isOwn);
  const check = (changed: typeof dockerfile) => checkParsed(changed, input);
  const { edits, fixed } =
    own === undefined ? { edits: [], fixed: 0 } : fixAll({ dockerfile, diagnostics, check, code: own.code });
  const found = {
    fires: own !== undefined,
    expected: {
      diagnostics: diagnostics.map(told),
      // The lines of the text after all fixes of the check.
      ...(fixed === 0 ? {} : { fixed: applyFix(dockerfile.text, { edits }).split("\n") }),
      metaArgs: dockerfile.metaArgs.map(({ original }) => original),
      stages: dockerfile.stages.map(({ from, instructions, name: stage }) => ({
        ...(stage === undefined ? {} : { name: stage }),
        instructions: [from, ...instructions].map(({ original }) =>
          original.length > 200 ? `${original.slice(0, 200)}…` : original,
        ),
      })),
    },
  };
  return found;
}

describe("a Dockerfile of the golden folders", () => {
  // What ShellCheck says of its cases is looked at beside it.
  const names = globSync("**/Dockerfile", { cwd: TESTDATA, exclude: ["shellcheck/**"] })
    .map(dirname)
    .toSorted();

  it.each(names)("%s is read and checked as expected", (name) => {
    const file = join(TESTDATA, name, "expected.json");
    const { expected, fires } = readCase(name);
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, `${JSON.stringify(expected, undefined, 2)}\n`);
    expect(expected).toEqual(JSON.parse(readFileSync(file, "utf8")));
    if (checkOf(name) !== undefined) expect(fires).toBe(/\/fires-[^/]*$/.test(name));
  });
});
