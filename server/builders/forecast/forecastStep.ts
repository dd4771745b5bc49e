import { ProblemError } from "#contract/problemError.ts";
import type { PlannedWork, StagePlan } from "#dockerfile/plan/buildPlan.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import type { StepMiss } from "../cache/explainMiss.ts";
import { type StepInputs, stepKey } from "../cache/stepKey.ts";
import type { RootViews } from "../files/stageFiles.ts";
import { explainCacheMiss, lookupCachedStep, positionOf } from "../inputs/lookupCachedStep.ts";
import { stepInputs } from "../inputs/stepInputs.ts";
import { absentImage, type CacheRules } from "./cacheRules.ts";
import type { ForecastSession } from "./forecastSession.ts";
import { type Assumptions, askLast, hedge } from "./hedge.ts";
import { type Doubt, NeverFetched, NotKnownYet, type RootOutlook } from "./rootOutlook.ts";
import type { StepForecast } from "./stepForecast.ts";

export interface ForecastTask {
  readonly work: PlannedWork;
  readonly stage: StagePlan;
  /** The root file system before it. */
  readonly parent: RootOutlook;
  /** The title of the nearest earlier step of the stage that runs or may run. */
  readonly redone: string | undefined;
  readonly roots: RootViews;
  /** Also filled by `roots`. */
  readonly assumptions: Assumptions;
  /** Keys of the earlier steps of this plan that run. */
  readonly running: Set<string>;
}

/** A placeholder for unknown files: no step was ever built on it. */
const UNKNOWN_FILES = [digestOf("files that are not known before the build")];

/** Without the cache, a step certainly runs. */
function withoutCache(session: ForecastSession, task: ForecastTask): StepForecast | undefined {
  return session.noCache(task.stage)
    ? { outlook: "runs", ...explainCacheMiss(session, { ...task, layers: [] }, new Map()) }
    : undefined;
}

function neverFetched(session: ForecastSession, task: ForecastTask, url: string): StepForecast {
  return withoutCache(session, task) ?? { outlook: "unknown", code: "not-fetched", url };
}

/** The forecast of a step that builds on unknown files. */
function builtOn(
  session: ForecastSession,
  task: ForecastTask,
  { kind, step }: Doubt,
  code: "builds-on" | "takes-from" = "builds-on",
): StepForecast {
  const after = step.id;
  if (kind !== "redone") return { outlook: "unknown", code, after };
  return withoutCache(session, task) ?? { outlook: "may-run", code, changed: [], after };
}

/** The same for a step that copies files from it; an image that the step itself names has its own reason. */
function takenFrom(session: ForecastSession, task: ForecastTask, doubt: Doubt): StepForecast {
  return doubt.kind === "missing"
    ? { outlook: "unknown", ...absentImage(session.rules, doubt.image) }
    : builtOn(session, task, doubt, "takes-from");
}

/** All inputs are known, or all but the parent. */
function compared(session: ForecastSession, task: ForecastTask, inputs: StepInputs): StepForecast {
  const { parent, running } = task;
  const kept = parent.known ? lookupCachedStep(session, task.stage, inputs) : undefined;
  if (kept !== undefined) return { outlook: "cached", layer: kept, ...wherefrom(session.rules) };
  const miss = explainCacheMiss(session, { ...task, layers: [] }, inputs);
  if (session.noCache(task.stage)) return { outlook: "runs", ...miss };
  if (!parent.known) {
    const outlook = followsSurely(session.rules, task, parent.doubt) ? "runs" : "may-run";
    return { outlook, ...miss, after: parent.doubt.step.id };
  }
  const key = stepKey(inputs);
  // Another stage has the same step: the first of them runs.
  const outlook = running.has(key) ? "may-run" : missOutlook(session.rules, miss);
  running.add(key);
  return { outlook, ...miss };
}

function wherefrom({ known }: CacheRules): { readonly code?: "remembered" } {
  return known === "remembered" ? { code: "remembered" } : {};
}

/** Whether a step on one that runs does so too. `--link` makes its files without those below. */
function followsSurely({ follows }: CacheRules, { work: { operation } }: ForecastTask, doubt: Doubt): boolean {
  const isLinked = operation.kind === "copy" && operation.link;
  return follows === "definition" && doubt.kind === "redone" && doubt.surely && !isLinked;
}

/** What a step does for which there is no result, as far as is known. */
function missOutlook({ known }: CacheRules, { changed }: StepMiss): "runs" | "may-run" {
  return known === "all" || changed.some(({ kind }) => kind !== "parent") ? "runs" : "may-run";
}

/** Examines one step as a build would before running it. Does nothing. */
export async function forecastStep(session: ForecastSession, task: ForecastTask): Promise<StepForecast> {
  const { parent, work, assumptions } = task;
  const { operation } = work;
  if (operation.kind === "none") return { outlook: "config" };
  if (!parent.known && parent.doubt.kind !== "redone") return builtOn(session, task, parent.doubt);
  const layers = parent.known ? parent.layers : UNKNOWN_FILES;
  const last = session.cache.lastInputs(positionOf(session, task));
  try {
    const inputs = await stepInputs(session, { ...task, layers }, operation, askLast(last, assumptions));
    const forecast = compared(session, task, inputs);
    return session.noCache(task.stage) ? forecast : hedge(forecast, assumptions);
  } catch (error) {
    if (error instanceof NotKnownYet) return takenFrom(session, task, error.doubt);
    if (error instanceof NeverFetched) return neverFetched(session, task, error.url);
    if (!(error instanceof ProblemError)) throw error;
    const { range, instruction } = work;
    const problem = { range, instruction, ...error.problem };
    return { outlook: "fails", code: "mistake", problem };
  }
}
