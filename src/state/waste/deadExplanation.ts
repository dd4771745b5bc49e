import type { Stack, StackRow, Waste, WasteCause, WasteGroup } from "#contract/image.ts";
import type { Link } from "../selection/selectionLinks.ts";
import { deadMessages, messages } from "./messages.ts";

/** Why a part of a layer's bytes is dead: how many, where, and what to do. */
export interface DeadPart {
  readonly group: WasteGroup;
  /** "line 8 stored them, line 10 only hides them". */
  readonly where: string;
  readonly advice: string;
}

interface DeadInput {
  readonly waste: Waste;
  /** The selected layer, which stores or hides dead bytes. */
  readonly layer: number;
  readonly stack: Stack;
  readonly links: readonly Link[];
}

/** Everything dead that a layer stores or hides, by the layers and the cause; largest first. */
export function deadParts({ waste, layer, stack, links }: DeadInput): readonly DeadPart[] {
  return waste.groups
    .filter(({ storedIn, hiddenBy }) => storedIn === layer || hiddenBy === layer)
    .map((group) => deadPart(group, stack, links));
}

export function deadPart(group: WasteGroup, stack: Stack, links: readonly Link[]): DeadPart {
  const storedBy = placeOf(group.storedIn, stack, links);
  const hiddenBy = placeOf(group.hiddenBy, stack, links);
  return {
    group,
    where: deadMessages.where(storedBy.name, hiddenBy.name, group.cause),
    advice: adviceFor({ storedBy: storedBy.row, hiddenBy: hiddenBy.row, cause: group.cause }, stack.baseName),
  };
}

interface DeadRows {
  readonly storedBy: StackRow | undefined;
  readonly hiddenBy: StackRow | undefined;
  readonly cause: WasteCause;
}

function adviceFor({ storedBy, hiddenBy, cause }: DeadRows, baseName: string | undefined): string {
  if (storedBy?.base) {
    if (cause === "deleted") return deadMessages.fromBase(baseName ?? messages.baseImage);
    return cause === "overwritten" ? deadMessages.inBase : deadMessages.againFromBase;
  }
  // A second copy of the same file may have another time, such as that of another upload.
  const isCopiedAgain = cause === "time-only" && isCopy(storedBy) && isCopy(hiddenBy);
  return deadMessages.advice[isCopy(storedBy) ? "copied" : "made"][isCopiedAgain ? "stored-again" : cause];
}

function isCopy(row: StackRow | undefined): boolean {
  return row?.instruction === "COPY" || row?.instruction === "ADD";
}

/** "line 8" if the layer came from a line, otherwise its name. */
export function placeOf(
  layer: number,
  stack: Stack,
  links: readonly Link[],
): { name: string; row: StackRow | undefined } {
  const position = stack.rows.findIndex((row) => row.layer?.index === layer);
  const row = stack.rows[position];
  if (row?.base) return { name: messages.baseImage, row };
  const lines = links.find((link) => link.rows.includes(position))?.lines;
  return { name: lines ? deadMessages.line(lines.start + 1) : deadMessages.layer(layer + 1), row };
}
