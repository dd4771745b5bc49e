import type { StepState } from "#contract/build.ts";
import type { LayerOutlook } from "../../state/plan/layerOutlooks.ts";

/** What a row of the stack looks like: a slab where a layer is or will be, a thin row where there is none. */
export type RowKind = "slab" | "config" | "stage";

/** `built` is a row of a finished image; the others are a step's states. */
export type RowState = "built" | StepState;

/** One row of the stack as it is drawn, base first. Sizes are bytes of file content, as Docker prints them. */
export interface StrataRow {
  /** Unique in the stack, and the same before and after the build where both have the row. */
  readonly key: string;
  readonly kind: RowKind;
  /** The link that ties it to its line and step. */
  readonly link?: string;
  readonly instruction: string;
  readonly text: string;
  readonly state: RowState;
  /** Reused from the cache in the build that is shown. */
  readonly cached: boolean;
  /** Absent where it is not known yet. */
  readonly size?: number;
  /** What it was in the last image: a planned slab keeps that height, so that a rebuild moves nothing. */
  readonly expectedSize?: number;
  readonly dead: number;
  /** Index of the layer whose files it can show. */
  readonly layer?: number;
  /** Changes of its layer. */
  readonly changes?: { readonly added: number; readonly changed: number; readonly deleted: number };
  /** Layers of the base image in one slab; more than one can be expanded. */
  readonly baseLayers?: number;
  readonly expanded?: boolean;
  /** A row of the expanded base image. */
  readonly inBase?: boolean;
  /** Why the cache did not have it, one sentence. */
  readonly missReason?: string;
  /** What the next build will do with it; absent where it stays as it is. */
  readonly next?: LayerOutlook;
}

/** What the next build will do, as a mark says it. */
export const nextWords: Readonly<Record<LayerOutlook["outlook"], string>> = {
  runs: "will run",
  "may-run": "may run",
  fails: "will fail",
  edited: "edited",
};

/** The text of a row: what an instruction is about, without the flags of those that have many. */
export function rowText(instruction: string, text: string): string {
  return flagged.has(instruction) ? text.replace(/^(--\S+\s+)+/, "") : text;
}

const flagged = new Set(["COPY", "ADD", "RUN", "FROM"]);

/** The rock of an instruction: names a colour token and a pattern. */
export type Rock = "from" | "run" | "copy" | "add" | "workdir";

export function rockOf(row: Pick<StrataRow, "instruction" | "inBase">): Rock {
  if (row.inBase) return "from";
  switch (row.instruction) {
    case "RUN":
      return "run";
    case "COPY":
      return "copy";
    case "ADD":
      return "add";
    case "WORKDIR":
      return "workdir";
    default:
      return "from";
  }
}
