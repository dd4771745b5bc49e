/**
 * Records how BuildKit names the steps of each case of testdata/conformance, for the test that finds the Dockerfile's steps
 * in them: writes testdata/vertices.json.
 *
 *   npm run compare:vertices [part of a case's name…]
 *
 * DOCKER  the docker client with buildx ("docker")
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { type Case, readCases } from "./readCase.ts";

const CASES = fileURLToPath(new URL("../../testdata/conformance", import.meta.url));
const FILE = fileURLToPath(new URL("../../testdata/vertices.json", import.meta.url));
const lineSchema = z.object({ vertexes: z.array(z.object({ name: z.string() })) });

function namesOf({ dir, options }: Case): string[] {
  const { target, platform, buildArgs = {}, namedContexts = {} } = options;
  const context = (value: string) => (value.includes("://") ? value : join(dir, "contexts", value));
  const args = [
    ...[
      "buildx",
      "build",
      "--progress=rawjson",
      "--provenance=false",
      "--output=type=cacheonly",
      "--file",
      join(dir, "Dockerfile"),
    ],
    ...(target === undefined ? [] : [`--target=${target}`]),
    ...(platform === undefined ? [] : [`--platform=${platform}`]),
    ...Object.entries(buildArgs).map(([name, value]) => `--build-arg=${name}=${value}`),
    ...Object.entries(namedContexts).map(([name, value]) => `--build-context=${name}=${context(value)}`),
    dir,
  ];
  const { stderr } = spawnSync(process.env.DOCKER ?? "docker", args, {
    encoding: "utf8",
    timeout: 60_000,
    maxBuffer: 1e8,
  });
  const names = stderr.split("\n").flatMap((line) => {
    if (!line.startsWith("{")) return [];
    return lineSchema.safeParse(JSON.parse(line)).data?.vertexes.map(({ name }) => name) ?? [];
  });
  return [...new Set(names)].filter((name) => /^\[[^\]]*\d+\/\d+\] /.test(name));
}

const recorded: Record<string, string[]> = existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")) : {};
for (const test of readCases(CASES, process.argv.slice(2))) {
  const names = namesOf(test);
  console.log(`${test.name}: ${names.length}`);
  if (names.length > 0) recorded[test.name] = names.map((name) => name.slice(0, 200));
}
const sorted = Object.fromEntries(Object.entries(recorded).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(sorted, null, 1)}\n`);
