import type { Stack } from "#contract/image.ts";
import type { FieldRow } from "#contract/imageFields.ts";
import type { Link } from "../../state/selection/selectionLinks.ts";
import { placeKey } from "./inspectSections.ts";

/** What set a value: a line of the Dockerfile, or the base image. */
export interface FieldOrigin {
  /** FROM, ENV, …: as the history has it. */
  readonly instruction: string;
  readonly isBase: boolean;
  /** Absent if the lines changed since the build, or are not known. */
  readonly link?: Link;
}

/** The origins of values by their keys, as far as the history tells. */
export function fieldOrigins(
  fieldRows: readonly FieldRow[],
  { rows }: Stack,
  links: readonly Link[],
): ReadonlyMap<string, FieldOrigin> {
  const byIndex = new Map(rows.map((row, position) => [row.index, { row, position }]));
  return new Map(
    fieldRows.flatMap(({ field, row: index }): [string, FieldOrigin][] => {
      const found = byIndex.get(index);
      if (found === undefined) return [];
      const { row, position } = found;
      const link = row.base ? undefined : links.find((one) => one.rows.includes(position));
      return [[placeKey(field), { instruction: row.instruction, isBase: row.base, ...(link && { link }) }]];
    }),
  );
}
