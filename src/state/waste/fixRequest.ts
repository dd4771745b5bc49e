import type { LayerFiles, Stack, Waste, WasteGroup } from "#contract/image.ts";
import type { DeadFix, DeadFixRequest } from "#dockerfile/services/fixes/deadBytes/deadFix.ts";
import type { Link } from "../selection/selectionLinks.ts";

interface ImageAndLinks {
  readonly waste: Waste;
  readonly stack: Stack;
  readonly links: readonly Link[];
}

interface FixInput extends ImageAndLinks {
  readonly group: WasteGroup;
  /** The files of the hiding layer, if they are loaded. */
  readonly hidingFiles: LayerFiles | undefined;
  readonly contextPaths: readonly string[];
}

/** What to ask the language core about a part of the dead bytes; undefined if its lines are not in the Dockerfile anymore. */
export function fixRequest({
  group,
  waste,
  stack,
  links,
  hidingFiles,
  contextPaths,
}: FixInput): DeadFixRequest | undefined {
  const { storedIn, hiddenBy, cause } = group;
  const [storedAt, hiddenAt] = [lineOf(storedIn, stack, links), lineOf(hiddenBy, stack, links)];
  if (storedAt === undefined || hiddenAt === undefined || hidingFiles === undefined) return undefined;
  const gone = hidingFiles.entries.filter(({ change }) => change === "deleted").map(({ path }) => path);
  return {
    storedAt,
    hiddenAt,
    cause,
    deleted: hidingFiles.truncated ? [] : gone,
    alone: waste.groups.filter((other) => other.hiddenBy === hiddenBy).length === 1,
    contextPaths,
  };
}

/** Bytes that a fix saves: joined RUNs store none of what they hide of each other. */
export function savedBytes(fix: DeadFix, group: WasteGroup, { waste, stack, links }: ImageAndLinks): number {
  if (fix.kind !== "join") return group.bytes;
  const [from, to] = fix.lines;
  const isJoined = (layer: number) => {
    const line = lineOf(layer, stack, links);
    return line !== undefined && from <= line + 1 && line + 1 <= to;
  };
  return waste.groups
    .filter(({ storedIn, hiddenBy }) => storedIn !== hiddenBy && isJoined(storedIn) && isJoined(hiddenBy))
    .reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The line of the Dockerfile that made a layer (zero-based); undefined for the base, and if the line is gone. */
export function lineOf(layer: number, stack: Stack, links: readonly Link[]): number | undefined {
  const position = stack.rows.findIndex((row) => row.layer?.index === layer);
  if (position === -1 || stack.rows[position]?.base) return undefined;
  return links.find((link) => link.rows.includes(position))?.lines?.start;
}
