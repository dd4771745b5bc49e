import { goTime } from "#contract/goTime.ts";
import type { HistoryEntry, ImageConfig, Provenance } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { withoutEmpty } from "#contract/withoutEmpty.ts";
import type { BuildPlan, PlannedWork } from "#dockerfile/plan/buildPlan.ts";
import type { PlannedHistory } from "#dockerfile/steps/stageState.ts";
import { accountedHistory } from "./accountedHistory.ts";
import { fillCreated } from "./timestamps.ts";

export interface FinishedImage {
  readonly config: ImageConfig;
  /** By history index; null if the row comes from the base image. */
  readonly provenance: readonly (Provenance | null)[];
}

function provenanceOf(row: PlannedHistory, works: ReadonlyMap<string, PlannedWork>): Provenance | null {
  const work = row.step === undefined ? undefined : works.get(row.step);
  if (work === undefined) return null;
  const { id, stage, instruction, range } = work;
  return { step: id, stage, instruction, range };
}

function historyEntry({ step: _step, ...row }: PlannedHistory): HistoryEntry {
  return row;
}

/**
 * The image configuration of the target: `layers` are its diffIds, base first; `created` has the time of each step
 * that made a layer (RFC 3339), unless `sourceDateEpoch` (seconds) is given.
 */
export function finishedImage(
  plan: BuildPlan,
  layers: readonly Digest[],
  created: ReadonlyMap<string, string>,
  sourceDateEpoch: number | undefined,
): FinishedImage {
  const target = plan.stages.get(plan.target);
  if (target === undefined) throw new Error("the target stage was not planned");
  const { state } = target;
  const works = new Map([...plan.stages.values()].flatMap(({ steps }) => steps.map((step) => [step.id, step])));
  const given = sourceDateEpoch === undefined ? undefined : goTime(sourceDateEpoch * 1000);
  const rows = accountedHistory(state.history, layers.length).map((row) => {
    const own = row.step !== undefined && works.has(row.step) ? given : undefined;
    const made = row.empty_layer === true || row.step === undefined ? undefined : created.get(row.step);
    const time = own ?? (made && goTime(Date.parse(made)));
    return time === undefined ? row : { ...row, created: time };
  });
  const history = fillCreated(rows.map(historyEntry));
  const last = history.findLast((row) => row.created !== undefined)?.created;
  const { os, architecture, variant } = state.platform;
  return {
    config: {
      architecture,
      ...(state.author !== undefined && state.author !== "" && { author: state.author }),
      config: withoutEmpty(state.config),
      ...(last !== undefined && { created: last }),
      history,
      os,
      rootfs: { type: "layers", diff_ids: [...layers] },
      ...(variant !== undefined && { variant }),
    },
    provenance: rows.map((row) => provenanceOf(row, works)),
  };
}
