import type { Stack, StackRow, Waste, WasteItem } from "#contract/image.ts";
import type { Link } from "../../state/selection/selectionLinks.ts";

/** Why bytes of the image are dead, in three parts: what, where, what to do. */
export interface DeadExplanation {
  readonly bytes: number;
  /** "line 8 stored them, line 10 only hides them". */
  readonly where: string;
  readonly advice: string;
  /** The top folders or files that hold most of it, largest first; absolute. */
  readonly paths: readonly string[];
  /** True where .dockerignore keeps them out. */
  readonly ignorable: boolean;
}

interface DeadInput {
  readonly waste: Waste;
  /** The layer that is looked at: it stores dead bytes or hides some. */
  readonly layer: number;
  readonly stack: Stack;
  readonly links: readonly Link[];
}

/** Explains the dead bytes that a layer stores or hides; undefined where it has to do with none. */
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
    where: `${storedBy.name} stored them, ${hiddenBy.name} ${verbs[largest.cause]}`,
    advice: adviceFor(storedBy.row, largest.cause, stack.baseName),
    paths: topPaths(pair),
    ignorable: largest.cause === "deleted" && isCopy(storedBy.row),
  };
}

const verbs: Record<WasteItem["cause"], string> = {
  deleted: "only hides them",
  overwritten: "stores those files anew",
  "metadata-only": "only changed their owner or mode, which stores them again",
};

function adviceFor(row: StackRow | undefined, cause: WasteItem["cause"], baseName: string | undefined): string {
  if (row?.base) {
    if (cause !== "deleted") return "Some of that is normal: package managers write their lists anew.";
    return `They come with ${baseName ?? "the base image"}: only another base image is without them.`;
  }
  if (cause === "metadata-only") {
    return row?.instruction === "RUN"
      ? "Change owner and mode in the RUN that makes the files."
      : "Set owner and mode while copying: COPY --chown and --chmod.";
  }
  if (isCopy(row)) {
    return cause === "deleted"
      ? "Name them in .dockerignore, so that they are never copied."
      : "Copy the files that change last, or make them in one step.";
  }
  return cause === "deleted"
    ? "Delete them in the same RUN that makes them: what a step removes before it ends is never stored."
    : "Write them in one RUN only.";
}

function isCopy(row: StackRow | undefined): boolean {
  return row?.base === false && (row.instruction === "COPY" || row.instruction === "ADD");
}

/** "line 8" where the layer came from a line, else what it is called. */
function placeOf(layer: number, stack: Stack, links: readonly Link[]): { name: string; row: StackRow | undefined } {
  const position = stack.rows.findIndex((row) => row.layer?.index === layer);
  const row = stack.rows[position];
  if (row?.base) return { name: "the base image", row };
  const lines = links.find((link) => link.rows.includes(position))?.lines;
  return { name: lines ? `line ${lines.start + 1}` : `layer ${layer + 1}`, row };
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
