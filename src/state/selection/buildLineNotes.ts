import type { StepState } from "#contract/build.ts";
import type { LiveStep } from "#contract/buildProgress.ts";
import type { Stack } from "#contract/image.ts";
import { durationOf } from "../build/buildSummary.ts";
import { linksOf } from "./selectionLinks.ts";
import type { LineShift } from "./selectionShift.ts";

/** What the editor shows at the right edge of a line after a build. */
export interface LineNote {
  /** Zero-based first line of the instruction. */
  readonly line: number;
  readonly step: string;
  readonly state: StepState;
  /** Bytes of the files in its layer, or in the base image; undefined if there is none. */
  readonly size?: number;
  /** Milliseconds. */
  readonly duration?: number;
}

/** A note for each step with a size or time, at its current line. */
export function lineNotes(steps: readonly LiveStep[], stack: Stack | undefined, shift: LineShift): LineNote[] {
  return mergeByLine(stepNotes(steps, stack, shift));
}

function stepNotes(steps: readonly LiveStep[], stack: Stack | undefined, shift: LineShift): LineNote[] {
  const links = new Map(linksOf(steps, stack, shift).map((link) => [link.id, link]));
  return steps.flatMap((step): LineNote[] => {
    const link = links.get(step.id);
    if (!link?.lines || step.state === "pending") return [];
    const layers = link.rows.flatMap((position) => stack?.rows[position]?.layer ?? []);
    const size = layers.length > 0 ? layers.reduce((sum, layer) => sum + layer.contentSize, 0) : step.layer?.size;
    const duration = durationOf(step);
    if (size === undefined && step.configOnly) return [];
    return [
      {
        line: link.lines.start,
        step: step.id,
        state: step.state,
        ...(size === undefined ? {} : { size }),
        ...(duration === undefined ? {} : { duration }),
      },
    ];
  });
}

/** Several steps can come from one line, such as ONBUILD triggers: their sizes and times add up. */
function mergeByLine(notes: readonly LineNote[]): LineNote[] {
  const merged = new Map<number, LineNote>();
  for (const note of notes) {
    const before = merged.get(note.line);
    merged.set(note.line, before ? addNotes(before, note) : note);
  }
  return [...merged.values()];
}

function addNotes(first: LineNote, second: LineNote): LineNote {
  const size = addKnown(first.size, second.size);
  const duration = addKnown(first.duration, second.duration);
  return {
    ...second,
    ...(size === undefined ? {} : { size }),
    ...(duration === undefined ? {} : { duration }),
  };
}

function addKnown(first: number | undefined, second: number | undefined): number | undefined {
  return first === undefined ? second : first + (second ?? 0);
}
