import { ribbonPath, type Stretch, threadPath } from "../../lib/ribbonPath.ts";
import type { Link } from "../../state/selection/selectionLinks.ts";
import type { SlabPlaces } from "../../state/selection/selectionSlabs.ts";
import { clipStretch } from "./clipStretch.ts";

/** One seam to draw. `rock` is there for a ribbon, absent for a thread. */
export interface Seam {
  readonly link: string;
  readonly path: string;
  readonly rock: string | undefined;
  readonly strong: boolean;
}

export interface SeamInput {
  readonly links: readonly Link[];
  readonly slabs: SlabPlaces;
  /** The visible part of the editor, and where lines are; pixels from the top of the viewport. */
  readonly editor: {
    readonly view: Stretch;
    readonly lineTop: (line: number) => number;
    readonly lineBottom: (line: number) => number;
  };
  /** Top of the column, pixels from the top of the viewport. */
  readonly origin: number;
  readonly width: number;
  readonly isStrong: (link: string) => boolean;
}

/** The seams in view, faint ones first, so that the strong lie on top. */
export function planSeams(input: SeamInput): Seam[] {
  const targets = targetsByLink(input.slabs);
  const seams = input.links.flatMap((link): Seam[] => {
    const seam = planSeam(link, targets.get(link.id), input);
    return seam ? [seam] : [];
  });
  return seams.sort((a, b) => Number(a.strong) - Number(b.strong));
}

interface Target extends Stretch {
  readonly rock: string | undefined;
}

function planSeam(link: Link, target: Target | undefined, input: SeamInput): Seam | undefined {
  const { lines } = link;
  if (!target || !lines) return undefined;
  const { editor, slabs, origin, width } = input;
  const left = clipStretch({ top: editor.lineTop(lines.start), bottom: editor.lineBottom(lines.end) }, editor.view);
  const right = clipStretch(target, slabs);
  if (!left || !right) return undefined;
  const [from, to] = [shift(left, -origin), shift(right, -origin)];
  const path = target.rock === undefined ? threadPath(from, to, width) : ribbonPath(from, to, width);
  return { link: link.id, path, rock: target.rock, strong: input.isStrong(link.id) };
}

/** Where each link ends: the rows of one link together, as one stretch. */
function targetsByLink({ places }: SlabPlaces): Map<string, Target> {
  const targets = new Map<string, Target>();
  for (const { link, rock, top, bottom } of places) {
    if (link === undefined) continue;
    const known = targets.get(link);
    const merged = known
      ? { top: Math.min(known.top, top), bottom: Math.max(known.bottom, bottom), rock: known.rock ?? rock }
      : { top, bottom, rock };
    targets.set(link, merged);
  }
  return targets;
}

function shift({ top, bottom }: Stretch, by: number): Stretch {
  return { top: top + by, bottom: bottom + by };
}
