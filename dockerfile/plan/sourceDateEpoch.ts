import type { Stage } from "../instructions/parseDockerfile.ts";
import type { ResolvedStages } from "../stages/resolveStages.ts";
import { sourceStageError } from "../stages/sourceStageError.ts";
import { PlanError } from "../steps/planError.ts";
import { findNamed } from "./namedContext.ts";
import type { PlanOptions } from "./planOptions.ts";

export const SOURCE_DATE_EPOCH = "SOURCE_DATE_EPOCH";

/** The end of the year 9999: what a time can be written as. */
const LAST_SECOND = 253_402_300_799;

/** `names-source`: where the time comes from instead, which has none; the argument then has no value either. */
export type SourceDateEpoch =
  | { readonly kind: "none" | "names-source" }
  | { readonly kind: "seconds"; readonly seconds: number };

/**
 * SOURCE_DATE_EPOCH, of the build or of an ARG before the first FROM: the time of history rows and of the folder that WORKDIR
 * makes. What RUN and COPY make and bring keeps its own. As in BuildKit's frontend, a text that is no number names the context, a
 * named context, or a stage: files from here have no time of their own. Throws a PlanError for anything else.
 */
export function sourceDateEpoch(resolved: ResolvedStages, options: PlanOptions): SourceDateEpoch {
  const { buildArgs, namedContexts = new Map() } = options;
  const given = Object.hasOwn(buildArgs, SOURCE_DATE_EPOCH) ? buildArgs[SOURCE_DATE_EPOCH] : undefined;
  const text = given ?? resolved.globalArgs.values.get(SOURCE_DATE_EPOCH) ?? "";
  if (text === "") return { kind: "none" };
  if (/^[+-]?\d+$/.test(text)) return { kind: "seconds", seconds: inRange(text) };
  if (text === "context" || findNamed(namedContexts, text) !== undefined) return { kind: "names-source" };
  const stage = resolved.stages.find((each) => each.stage.name === text.toLowerCase())?.stage;
  if (stage === undefined) throw invalid(text);
  throw stageError(stage, resolved);
}

function inRange(text: string): number {
  const seconds = Number(text);
  if (seconds < 0 || seconds > LAST_SECOND) throw invalid(text);
  return seconds;
}

function invalid(text: string): PlanError {
  return new PlanError("request/invalid", `invalid SOURCE_DATE_EPOCH: ${text}`, undefined, {
    next: "Give the build argument a time in seconds since 1970, such as 1700000000.",
  });
}

function stageError(stage: Stage, resolved: ResolvedStages): PlanError {
  const wrong = sourceStageError(stage, resolved.globalArgs.values, resolved.names.dockerfile.escape);
  const next = "Give SOURCE_DATE_EPOCH a time in seconds since 1970, such as 1700000000.";
  if (wrong !== undefined) return new PlanError("dockerfile/syntax", wrong, stage.from.range, { next });
  const detail = `SOURCE_DATE_EPOCH can't be the time of what the stage ${stage.name ?? ""} downloads.`;
  return new PlanError("build/unsupported", detail, stage.from.range, { next });
}
