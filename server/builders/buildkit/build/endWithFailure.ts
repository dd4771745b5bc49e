import type { BuildRequest, PlannedStep } from "#contract/build.ts";
import type { FinishedEvent } from "#contract/buildEvent.ts";
import { stepsOf } from "../../bases/planBase.ts";
import { failedBuild, shownLine } from "../failures/failedBuild.ts";
import { isLost, lostBuilder } from "../failures/lostBuilder.ts";
import { reachedSteps } from "../steps/reachedSteps.ts";
import type { StepTracker } from "../steps/stepTracker.ts";
import type { BuildTools } from "./buildTools.ts";
import type { PlannedBuild } from "./plannedBuild.ts";
import { scannerProblem } from "./scannerProblem.ts";
import type { WorkFolder } from "./workFolder.ts";

export interface Failure {
  readonly tools: BuildTools;
  readonly request: BuildRequest;
  readonly planned: PlannedBuild;
  readonly tracker: StepTracker;
  readonly work: WorkFolder;
  readonly words: string;
}

/** The end of a build that buildx could not do. */
export function endWithFailure({ tools, request, planned, tracker, work, words }: Failure): FinishedEvent {
  const { failed } = tracker;
  const end = { type: "finished", state: "failed", at: Date.now() } as const;
  if (isLost(words, failed?.error)) return { ...end, problem: lostBuilder(tools.builder.name) };
  const scanner = request.attestations?.sbom === true ? scannerProblem(words, tools.builder) : undefined;
  if (scanner !== undefined) return { ...end, problem: scanner };
  const steps = stepsOf(planned.plan);
  const step =
    (failed?.step === undefined ? undefined : steps.get(failed.step)) ??
    stepAt(steps.values(), shownLine(words)) ??
    notAllowed(steps.values(), words);
  if (step !== undefined) tracker.conclude(step.id, "failed");
  const passed = reachedSteps(planned.plan.stages.values(), (id) => tracker.stateOf(id)?.state);
  for (const id of passed) tracker.conclude(id, "done");
  // As in a build that succeeds: an image is there or not, it is no step's result.
  for (const { id, instruction } of steps.values()) {
    if (instruction === "FROM" && tracker.stateOf(id)?.state === "cached") tracker.conclude(id, "done");
  }
  const why = failedBuild({
    words,
    ...(failed !== undefined && { error: failed.error }),
    ...(step !== undefined && { step }),
    lastLines: step === undefined ? [] : tracker.lastLines(step.id),
    hidden: [work.dir, tools.workDir],
  });
  return { ...end, problem: why, ...(step !== undefined && { step: step.id }) };
}

function stepAt(steps: Iterable<PlannedStep>, line: number | undefined): PlannedStep | undefined {
  if (line === undefined) return undefined;
  return [...steps].find(({ range }) => range.start.line <= line && line <= range.end.line);
}

/** Entitlements are refused before there are vertices, in words without a line. */
function notAllowed(steps: Iterable<PlannedStep>, words: string): PlannedStep | undefined {
  const [, name, value] = /(network|security)\.(host|insecure) is not allowed/.exec(words) ?? [];
  if (name === undefined) return undefined;
  const flag = new RegExp(`^(?:ONBUILD\\s+)?RUN\\s(?:--\\S+\\s+)*--${name}=${value}\\s`, "i");
  return [...steps].find(({ title }) => flag.test(title));
}
