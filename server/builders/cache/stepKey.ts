import { type StepInputKind, stepInputKindSchema } from "#contract/build.ts";
import { digestOf } from "#server/oci/store/digest.ts";

/**
 * Everything a step's result depends on, by name: `parent`, `instruction`, `argument NAME`, `file PATH`, … The names
 * allow explaining a miss by comparison with the last build of the same step.
 */
export type StepInputs = ReadonlyMap<string, string>;

/** Raised whenever a step would give another result for the same inputs, so that older entries are never found. */
const VERSION = 2;

/** Parses an input's name: `file src/a.ts` is the file of that path. */
export function partsOfInput(input: string): { readonly kind?: StepInputKind; readonly name?: string } {
  const [word = "", name] = input.split(/ (.*)/s);
  const kind = stepInputKindSchema.safeParse(word).data;
  return { ...(kind !== undefined && { kind }), ...(name !== undefined && { name }) };
}

export function stepKey(inputs: StepInputs): string {
  return digestOf(JSON.stringify([VERSION, ...inputs]));
}

/** The identity of a root file system: the layers it is made of. Not OCI's ChainID: "" is the empty one's. */
export function rootKey(diffIds: readonly string[]): string {
  return diffIds.reduce((below, diffId) => digestOf(`${below} ${diffId}`), "");
}
