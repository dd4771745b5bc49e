import type { StepState } from "#contract/build.ts";
import type { Stack } from "#contract/image.ts";
import { type BuildState, runOf } from "./buildState.ts";
import { durationOf } from "./buildSummary.ts";
import { linksOf } from "./selectionLinks.ts";
import type { LineShift } from "./selectionShift.ts";

/** What the editor says at the right edge of a line after a build. */
export interface LineNote {
  /** Zero-based first line of the instruction. */
  readonly line: number;
  readonly step: string;
  readonly state: StepState;
  /** Bytes of the files in its layer, or in the base image; absent where there is none. */
  readonly size?: number;
  /** Milliseconds. */
  readonly duration?: number;
}

/** A note for each step that has something to tell, at the lines where it stands now. */
export function lineNotes(build: BuildState, stack: Stack | undefined, shift: LineShift): LineNote[] {
  const run = runOf(build);
  if (!run) return [];
  const links = new Map(linksOf(run.steps, stack, shift).map((link) => [link.id, link]));
  return run.steps.flatMap((step): LineNote[] => {
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
