import type { PlannedStep } from "#contract/build.ts";
import type { Stack } from "#contract/image.ts";
import type { LineShift, LineSpan } from "./selectionShift.ts";

/**
 * What connects line, log, layer, and files: one step of the build, its lines in the Dockerfile, and its rows in the stack.
 * Its ID is the step's.
 */
export interface Link {
  readonly id: string;
  readonly instruction: string;
  /** Undefined if the lines changed since the build. */
  readonly lines?: LineSpan;
  /** Positions in `stack.rows`. FROM has all rows of the base image. */
  readonly rows: readonly number[];
}

/** The links of a build and its image, in file order. */
export function linksOf(steps: readonly PlannedStep[], stack: Stack | undefined, shift: LineShift): Link[] {
  const found = new Map<string, { id: string; instruction: string; built: LineSpan; rows: number[] }>();
  for (const step of steps) {
    found.set(step.id, { id: step.id, instruction: step.instruction, built: spanOf(step.range), rows: [] });
  }
  for (const [position, row] of (stack?.rows ?? []).entries()) {
    const { provenance } = row;
    if (!provenance) continue;
    const link = found.get(provenance.step);
    if (link) link.rows.push(position);
    else {
      const built = spanOf(provenance.range);
      found.set(provenance.step, { id: provenance.step, instruction: provenance.instruction, built, rows: [position] });
    }
  }
  giveBaseToItsFrom([...found.values()], stack);
  return [...found.values()]
    .sort((a, b) => a.built.start - b.built.start)
    .map(({ built, ...link }) => {
      const lines = shift(built);
      return lines ? { ...link, lines } : link;
    });
}

/** The link whose lines contain this line. If several do, as ONBUILD triggers at their FROM, one with rows. */
export function linkAtLine(links: readonly Link[], line: number): Link | undefined {
  const there = links.filter(({ lines }) => lines !== undefined && lines.start <= line && line <= lines.end);
  return there.find(({ rows }) => rows.length > 0) ?? there[0];
}

/** The rows of the base image belong to the last FROM before the first built row. */
function giveBaseToItsFrom(links: { instruction: string; built: LineSpan; rows: number[] }[], stack?: Stack): void {
  if (!stack) return;
  const base = stack.rows.flatMap((row, position) => (row.base && !row.provenance ? [position] : []));
  if (base.length === 0) return;
  const firstOwn = stack.rows.find((row) => row.provenance && row.provenance.instruction !== "FROM")?.provenance;
  const froms = links.filter((link) => link.instruction === "FROM");
  const from = firstOwn
    ? froms
        .filter((link) => link.built.start <= firstOwn.range.start.line)
        .sort((a, b) => b.built.start - a.built.start)[0]
    : froms.at(-1);
  if (from && from.rows.length === 0) from.rows.push(...base);
}

function spanOf(range: { start: { line: number }; end: { line: number; character: number } }): LineSpan {
  const { start, end } = range;
  // An exclusive end at the very start of a line does not touch that line.
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return { start: start.line, end: last };
}
