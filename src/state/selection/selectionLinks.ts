import type { PlannedStep } from "#contract/build.ts";
import type { Stack } from "#contract/image.ts";
import { type LineShift, type LineSpan, spanOf } from "./selectionShift.ts";

/**
 * What connects line, log, layer, and files: one step of a build, its lines in the Dockerfile, and its rows in the stack.
 * Its ID is the step's in the build of the log, or one of its own if only the image has it.
 */
export interface Link {
  readonly id: string;
  readonly instruction: string;
  /** Undefined if the lines changed since the build. */
  readonly lines?: LineSpan;
  /** Positions in `stack.rows`. FROM has all rows of the base image. */
  readonly rows: readonly number[];
  /** The step in the build that made the image: another build has the same IDs for other steps. */
  readonly imageStep?: string;
}

/** A link with its lines in the text of its build. */
export interface BuiltLink extends Omit<Link, "lines"> {
  readonly built: LineSpan;
}

/** The links of a build and the image it made, in file order. */
export function linksOf(steps: readonly PlannedStep[], stack: Stack | undefined, shift: LineShift): Link[] {
  return builtLinks(steps, stack).map((link) => placed(link, shift));
}

/** A link at its lines in the current text. */
export function placed({ built, ...link }: BuiltLink, shift: LineShift): Link {
  const lines = shift(built);
  return lines ? { ...link, lines } : link;
}

/** `linksOf`, with lines of the text that was built. */
export function builtLinks(steps: readonly PlannedStep[], stack: Stack | undefined): BuiltLink[] {
  const found = new Map<string, BuiltLink & { rows: number[] }>();
  const add = (id: string, instruction: string, built: LineSpan, rows: number[]) =>
    found.set(id, { id, instruction, built, rows, ...(stack && { imageStep: id }) });
  for (const step of steps) add(step.id, step.instruction, spanOf(step.range), []);
  for (const [position, { provenance }] of (stack?.rows ?? []).entries()) {
    if (!provenance) continue;
    const link = found.get(provenance.step);
    if (link) link.rows.push(position);
    else add(provenance.step, provenance.instruction, spanOf(provenance.range), [position]);
  }
  giveBaseToItsFrom([...found.values()], stack);
  return [...found.values()].sort((a, b) => a.built.start - b.built.start);
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
