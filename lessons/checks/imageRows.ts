import type { Stack, StackRow } from "#contract/image.ts";
import type { Place } from "./judgment.ts";

type LayerRow = StackRow & { readonly layer: NonNullable<StackRow["layer"]> };

export function layersOf({ rows }: Stack): readonly LayerRow[] {
  return rows.filter((row): row is LayerRow => row.layer !== undefined);
}

/** The line of the Dockerfile that made a row, if it is known. */
export function rowPlace({ source }: Stack, row: StackRow | undefined): Place | undefined {
  if (source === undefined || row?.provenance === undefined) return undefined;
  return { path: source.dockerfile, range: row.provenance.range };
}

/** The line of the last instruction of a name. */
export function instructionPlace(stack: Stack, instruction: string): Place | undefined {
  return rowPlace(
    stack,
    stack.rows.findLast((row) => row.provenance?.instruction.toUpperCase() === instruction),
  );
}
