import { rowsOfStack } from "../features/layers/rowsOfStack.ts";
import { roomy, stackGeometry } from "../features/layers/stackGeometry.ts";
import type { StrataRow } from "../features/layers/strataRow.ts";
import type { Embedded } from "../state/embed/embedded.ts";

/** Pixels of one line of the Dockerfile, and from the top to the first. */
export const LINE = 22;
export const TOP = 8;
/** The stack is at least so tall that sizes can be told apart. */
const LEAST = 260;

export interface DrawnRow {
  readonly row: StrataRow;
  /** Pixels, from the top of the stack. */
  readonly top: number;
  readonly height: number;
}

export interface EmbedStack {
  readonly rows: readonly DrawnRow[];
  readonly height: number;
  /** Bytes of the files in all layers. */
  readonly size: number;
  readonly layers: number;
}

/** The stack beside the Dockerfile, as tall as it if there is room; undefined if there is no image. */
export function planStack({ stack, links, build, text = "" }: Embedded): EmbedStack | undefined {
  if (!stack) return undefined;
  const steps = "run" in build ? build.run.steps : [];
  const rows = rowsOfStack({ stack, links, steps, expanded: false }).map(withoutToggle);
  const available = Math.max(LEAST, text.split("\n").length * LINE);
  const { rows: placed, height } = stackGeometry(rows, available, "dockerfile-order", roomy);
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const layers = stack.rows.flatMap(({ layer }) => layer ?? []);
  return {
    rows: placed.flatMap(({ key, top, height: tall }) => {
      const row = byKey.get(key);
      return row ? [{ row, top, height: tall }] : [];
    }),
    height,
    size: layers.reduce((sum, { contentSize }) => sum + contentSize, 0),
    layers: layers.length,
  };
}

/** Nothing unfolds here. */
function withoutToggle({ baseLayers: _baseLayers, expanded: _expanded, ...row }: StrataRow): StrataRow {
  return row;
}
