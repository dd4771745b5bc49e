import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { parseDockerfile } from "../instructions/parseDockerfile.ts";
import { resolveStages } from "./resolveStages.ts";
import { DEFAULT_PATH } from "./stageScope.ts";
import { walkStages } from "./walkStages.ts";

const TESTDATA = join(import.meta.dirname, "../testdata");

/** What the ENVs of the last stage and of those it starts from make, in the order of an image's configuration. */
function environmentOf(text: string): readonly string[] {
  const dockerfile = parseDockerfile(text);
  const resolved = resolveStages(dockerfile);
  const ends: Map<string, string>[] = [];
  walkStages(dockerfile, resolved, { imageEnv: () => [] }, ({ stage, instruction, scope }) => {
    const parent = stage.base.kind === "stage" ? ends[stage.base.index] : undefined;
    ends[stage.index] ??= new Map(parent ?? [["PATH", DEFAULT_PATH]]);
    if (instruction.name !== "ENV") return;
    const pairs = instruction.pairs.map(
      ({ key, value }) => [scope.expand(key.raw).value, scope.expand(value.raw).value] as const,
    );
    for (const [name, value] of pairs) ends[stage.index]?.set(name, value);
  });
  return [...(ends[resolved.stages.length - 1] ?? [])].map(([name, value]) => `${name}=${value}`);
}

// env.json is the environment of the image that BuildKit made of the Dockerfile beside it.
const names = globSync("**/env.json", { cwd: TESTDATA }).map(dirname).toSorted();

test.each(names)("%s has the environment that BuildKit gives it", (name) => {
  const expected: unknown = JSON.parse(readFileSync(join(TESTDATA, name, "env.json"), "utf8"));
  expect(environmentOf(readFileSync(join(TESTDATA, name, "Dockerfile"), "utf8"))).toEqual(expected);
});
