import type { StepState } from "#contract/build.ts";
import { visibleText } from "../../lib/visibleText.ts";
import type { LayerOutlook } from "../../state/plan/layerOutlooks.ts";

/** How a row is drawn: a slab for a layer, a thin row for everything else. */
export type RowKind = "slab" | "config" | "stage";

/** `built` is a row of a finished image; the others are states of a step. */
export type RowState = "built" | StepState;

/** One row of the stack. Sizes are bytes of file content, as Docker prints them. */
export interface StrataRow {
  /** Unique in the stack, and the same during and after the build. */
  readonly key: string;
  readonly kind: RowKind;
  /** The link to its line and step. */
  readonly link?: string;
  readonly instruction: string;
  readonly text: string;
  readonly state: RowState;
  /** Cached in the build that made it. */
  readonly cached: boolean;
  /** Undefined if not known yet. */
  readonly size?: number;
  /** Its size in the last image: a planned slab keeps that height, so a rebuild moves nothing. */
  readonly expectedSize?: number;
  readonly dead: number;
  /** The dead bytes are too few to be worth a red mark. */
  readonly slightlyDead?: boolean;
  /** The largest layer's part of the image, 0 to 1. */
  readonly share?: number;
  /** Index of its layer. */
  readonly layer?: number;
  /** The build that has its layer, if no image has. */
  readonly builtBy?: string;
  /** The container whose writable layer it is. */
  readonly container?: { readonly id: string; readonly isRunning: boolean };
  /** The build whose step failed: a shell can be opened on the files before it. */
  readonly failedIn?: string;
  /** File changes in its layer. */
  readonly changes?: { readonly added: number; readonly changed: number; readonly deleted: number };
  /** Number of base image layers in this slab; expandable if there are several. */
  readonly baseLayers?: number;
  readonly expanded?: boolean;
  /** Index of the stage that a band stands for; expandable. */
  readonly stage?: number;
  /** A step of an unfolded stage that is not in the image. */
  readonly inStage?: boolean;
  /** A row of the expanded base image. */
  readonly inBase?: boolean;
  /** Why it was not cached, in one sentence. */
  readonly missReason?: string;
  /** What the next build will do with it; undefined if it stays as it is. */
  readonly next?: LayerOutlook;
}

/** True for rows that unfold in place. */
export function isFoldable(row: StrataRow): boolean {
  return row.stage !== undefined || (row.baseLayers !== undefined && row.baseLayers > 1);
}

/** The text of a row: the instruction's arguments, without leading flags. */
export function rowText(instruction: string, text: string): string {
  return visibleText(flagged.has(instruction) ? text.replace(/^(--\S+\s+)+/, "") : text);
}

const flagged = new Set(["COPY", "ADD", "RUN", "FROM"]);
