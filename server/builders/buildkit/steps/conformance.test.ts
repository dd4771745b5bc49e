import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import { parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { planBuild } from "#dockerfile/plan/planBuild.ts";
import { resolveForBuild } from "#dockerfile/plan/resolveForBuild.ts";
import { type CaseOptions, readCases } from "../../../../scripts/compare/readCase.ts";
import { planOptions } from "../../request/planOptions.ts";
import { matchedStages } from "./matchedStages.ts";
import { StepMatcher } from "./stepMatcher.ts";
import { readVertexName } from "./vertexName.ts";

const testdata = fileURLToPath(new URL("../../../../testdata", import.meta.url));
/** By case; `npm run compare:vertices` writes it. */
const recorded: Record<string, string[]> = JSON.parse(readFileSync(join(testdata, "vertices.json"), "utf8"));
const WORDS = /^(?:(?:ONBUILD )?(RUN|COPY|ADD|WORKDIR)|(FROM))\b/i;

/** Without any image: what triggers a base brings is not known. */
function draftOf(text: string, { target, buildArgs, platform, namedContexts = {} }: CaseOptions) {
  const contexts = Object.entries(namedContexts).map(([name, value]) => [
    name,
    value.includes("://") ? value : `sha256:${"0".repeat(64)}`,
  ]);
  const request: BuildRequest = {
    ...(target !== undefined && { target }),
    ...(buildArgs !== undefined && { buildArgs: { ...buildArgs } }),
    ...(platform !== undefined && { platform }),
    namedContexts: Object.fromEntries(contexts),
  };
  const options = planOptions({ id: "", workspace: "", request });
  if ("code" in options) return undefined;
  const planned = planBuild(resolveForBuild(parseDockerfile(text), options), options, new Map());
  if (planned.kind === "failed") return undefined;
  return planned.kind === "planned" ? planned.plan : planned.draft;
}

function mistakesIn(name: string, dir: string, options: CaseOptions): string[] {
  const plan = draftOf(readFileSync(join(dir, "Dockerfile"), "utf8"), options);
  if (plan === undefined) return [];
  const steps = new Map(
    [...plan.stages.values()].flatMap(({ fromStep, steps: own }) =>
      [fromStep, ...own].map((step) => [step.id, step.instruction]),
    ),
  );
  const matcher = new StepMatcher(
    matchedStages(plan, Object.keys(options.namedContexts ?? {})),
    new Map(),
    plan.target,
  );
  return (recorded[name] ?? []).flatMap((vertex) => {
    const read = readVertexName(vertex);
    if (read.kind !== "step") return [`${name}: ${vertex} is no step`];
    const instruction = WORDS.exec(read.text)
      ?.slice(1)
      .find((word) => word !== undefined)
      ?.toUpperCase();
    const found = matcher.find(read);
    const step = found === undefined ? undefined : steps.get(found);
    // A base image's trigger that is not known here belongs to the FROM.
    const fits = step === instruction || (step === "FROM" && name.startsWith("onbuild/"));
    return instruction === undefined || fits ? [] : [`${name}: ${vertex} is ${found} ${step}`];
  });
}

it("finds the step of every RUN, COPY, ADD, WORKDIR, and FROM that BuildKit tells in the conformance cases", () => {
  const cases = readCases(join(testdata, "conformance"), []).filter(({ name }) => recorded[name] !== undefined);
  expect(cases.length).toBeGreaterThan(200);
  expect(cases.flatMap(({ name, dir, options }) => mistakesIn(name, dir, options))).toEqual([]);
});
