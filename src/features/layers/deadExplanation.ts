import type { Stack, StackRow, Waste, WasteItem } from "#contract/image.ts";
import type { Link } from "../../state/selection/selectionLinks.ts";
import { deadMessages, messages } from "./messages.ts";

/** Why bytes of the image are dead: how many, where, and what to do. */
export interface DeadExplanation {
  readonly bytes: number;
  /** "line 8 stored them, line 10 only hides them". */
  readonly where: string;
  readonly advice: string;
  /** The folders or files with most of the dead bytes, largest first; absolute. */
  readonly paths: readonly string[];
  /** True if .dockerignore would keep them out. */
  readonly ignorable: boolean;
}

interface DeadInput {
  readonly waste: Waste;
  /** The selected layer, which stores or hides dead bytes. */
  readonly layer: number;
  readonly stack: Stack;
  readonly links: readonly Link[];
}

/** Explains the dead bytes a layer stores or hides; undefined if there are none. */
export function deadExplanation({ waste, layer, stack, links }: DeadInput): DeadExplanation | undefined {
  const stored = waste.items.filter((item) => item.storedIn === layer);
  const items = stored.length > 0 ? stored : waste.items.filter((item) => item.hiddenBy === layer);
  const largest = items.toSorted((a, b) => b.bytes - a.bytes)[0];
  if (!largest) return undefined;
  const pair = items.filter((item) => item.storedIn === largest.storedIn && item.hiddenBy === largest.hiddenBy);
  const storedBy = placeOf(largest.storedIn, stack, links);
  const hiddenBy = placeOf(largest.hiddenBy, stack, links);
  return {
    bytes: pair.reduce((sum, item) => sum + item.bytes, 0),
    where: deadMessages.where(storedBy.name, hiddenBy.name, largest.cause),
    advice: adviceFor(storedBy.row, largest.cause, stack.baseName),
    paths: topPaths(pair),
    ignorable: largest.cause === "deleted" && isCopy(storedBy.row),
  };
}

function adviceFor(row: StackRow | undefined, cause: WasteItem["cause"], baseName: string | undefined): string {
  if (row?.base) {
    if (cause !== "deleted") return deadMessages.inBase;
    return deadMessages.fromBase(baseName ?? messages.baseImage);
  }
  if (cause === "metadata-only") {
    return row?.instruction === "RUN" ? deadMessages.metadataInRun : deadMessages.metadataInCopy;
  }
  if (isCopy(row)) {
    return cause === "deleted" ? deadMessages.ignore : deadMessages.copyOnce;
  }
  return cause === "deleted" ? deadMessages.deleteInSameRun : deadMessages.writeOnce;
}

function isCopy(row: StackRow | undefined): boolean {
  return row?.base === false && (row.instruction === "COPY" || row.instruction === "ADD");
}

/** "line 8" if the layer came from a line, otherwise its name. */
function placeOf(layer: number, stack: Stack, links: readonly Link[]): { name: string; row: StackRow | undefined } {
  const position = stack.rows.findIndex((row) => row.layer?.index === layer);
  const row = stack.rows[position];
  if (row?.base) return { name: messages.baseImage, row };
  const lines = links.find((link) => link.rows.includes(position))?.lines;
  return { name: lines ? deadMessages.line(lines.start + 1) : deadMessages.layer(layer + 1), row };
}

/** Up to three top folders or files among the paths. */
function topPaths(items: readonly WasteItem[]): string[] {
  const sorted = items.toSorted((a, b) => b.bytes - a.bytes).map((item) => item.path.replace(/\/$/, ""));
  const shared = sharedFolder(sorted);
  const tops = new Set(sorted.map((path) => shared + (path.slice(shared.length).split("/")[0] ?? "")));
  return [...tops].slice(0, 3);
}

/** The deepest folder that holds all paths, with its closing slash. */
function sharedFolder(paths: readonly string[]): string {
  const [first = ""] = paths;
  let end = first.lastIndexOf("/") + 1;
  while (end > 0 && !paths.every((path) => path.startsWith(first.slice(0, end)))) {
    end = first.lastIndexOf("/", end - 2) + 1;
  }
  return first.slice(0, end);
}
