import type { HistoryEntry, Provenance } from "#contract/image.ts";
import type { PlannedHistory } from "#dockerfile/steps/stageState.ts";

/** What wrote a row of an image's history. */
export interface RowOrigin {
  readonly step: string;
  /** Index of the layer that the row made. */
  readonly layer?: number;
}

/**
 * Which step wrote each row of a history, undefined for those of the base image. The plan's rows and the image's end with
 * the same ones; where the base image is not known, only the image has its rows.
 */
export function rowOrigins(
  history: readonly HistoryEntry[],
  planned: readonly PlannedHistory[],
): (RowOrigin | undefined)[] {
  const layers = layerIndexes(history);
  const offset = history.length - planned.length;
  return history.map((row, index) => {
    const plan = planned[index - offset];
    if (plan?.step === undefined || !isSame(row, plan)) return undefined;
    const layer = layers[index];
    return { step: plan.step, ...(layer !== undefined && { layer }) };
  });
}

/** A frontend of another version may write some rows in other words: then their kind must do. */
function isSame(row: HistoryEntry, plan: PlannedHistory): boolean {
  return row.created_by === plan.created_by || (row.empty_layer === true) === (plan.empty_layer === true);
}

function layerIndexes(history: readonly HistoryEntry[]): (number | undefined)[] {
  let next = 0;
  return history.map((row) => (row.empty_layer === true ? undefined : next++));
}

interface Placed {
  readonly id: string;
  readonly stage: number;
  readonly instruction: string;
  readonly range: Provenance["range"];
}

export function provenanceOf(
  origins: readonly (RowOrigin | undefined)[],
  steps: ReadonlyMap<string, Placed>,
): (Provenance | null)[] {
  return origins.map((origin) => {
    const step = origin && steps.get(origin.step);
    if (step === undefined) return null;
    const { id, stage, instruction, range } = step;
    return { step: id, stage, instruction, range };
  });
}
