import { digestOf } from "#server/images/digest.ts";

/**
 * Everything a step's result depends on, by name: `parent`, `instruction`, `argument NAME`, `file PATH`, … Because
 * they are named, a miss can be explained by comparing with the last build of the same step.
 */
export type StepInputs = ReadonlyMap<string, string>;

/** Raised whenever a step would give another result for the same inputs: older entries are then never found. */
const VERSION = 2;

export function stepKey(inputs: StepInputs): string {
  return digestOf(JSON.stringify([VERSION, ...inputs]));
}

/** The identity of a root file system: the layers it is made of. Not OCI's ChainID: "" is the empty one's. */
export function rootKey(diffIds: readonly string[]): string {
  return diffIds.reduce((below, diffId) => digestOf(`${below} ${diffId}`), "");
}
