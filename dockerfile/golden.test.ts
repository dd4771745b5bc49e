import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "#contract/diagnostic.ts";
import { checkParsed } from "./checks/checkDockerfile.ts";
import { parseDockerfile } from "./instructions/parseDockerfile.ts";

/** A case is a folder with a Dockerfile; `UPDATE_GOLDEN=1` writes what is expected, to be read before it is committed. */
const TESTDATA = join(import.meta.dirname, "testdata");

function told({ severity, code, range, message }: Diagnostic): string {
  const { start, end } = range;
  return `${severity} ${code} ${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1} ${message}`;
}

function readCase(folder: string) {
  const dockerfile = parseDockerfile(readFileSync(join(folder, "Dockerfile"), "utf8"));
  const ignoreFile = join(folder, ".dockerignore");
  const dockerignore = existsSync(ignoreFile) ? { dockerignore: readFileSync(ignoreFile, "utf8") } : {};
  const diagnostics = checkParsed(dockerfile, { ...dockerignore, imageEnv: () => [] });
  return {
    diagnostics: diagnostics.map(told),
    metaArgs: dockerfile.metaArgs.map(({ original }) => original),
    stages: dockerfile.stages.map(({ from, instructions, name }) => ({
      ...(name === undefined ? {} : { name }),
      instructions: [from, ...instructions].map(({ original }) =>
        original.length > 200 ? `${original.slice(0, 200)}…` : original,
      ),
    })),
  };
}

describe("a Dockerfile of the golden folders", () => {
  const folders = globSync("**/Dockerfile", { cwd: TESTDATA }).map(dirname).toSorted();

  it.each(folders)("%s is read and checked as expected", (name) => {
    const folder = join(TESTDATA, name);
    const file = join(folder, "expected.json");
    const actual = readCase(folder);
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, `${JSON.stringify(actual, undefined, 2)}\n`);
    expect(actual).toEqual(JSON.parse(readFileSync(file, "utf8")));
  });
});
