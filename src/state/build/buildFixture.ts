import type { PlannedStep } from "#contract/build.ts";
import type { Stack, StackRow } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { BuildRun, BuildState } from "./buildState.ts";

/** Test samples: a small build and its image with every kind of row. */

export function digestOf(digit: string): Digest {
  return `sha256:${digit.repeat(64).slice(0, 64)}`;
}

export function linesAt(start: number, end = start): PlannedStep["range"] {
  return { start: { line: start, character: 0 }, end: { line: end, character: 20 } };
}

export function plannedStep(id: string, title: string, line: number, more: Partial<PlannedStep> = {}): PlannedStep {
  const instruction = title.split(" ")[0] ?? "";
  const configOnly = !["FROM", "RUN", "COPY", "ADD", "WORKDIR"].includes(instruction);
  return { id, stage: 0, instruction, title, range: linesAt(line), configOnly, ...more };
}

export function queuedBuild(id: string): BuildState {
  return { phase: "queued", run: emptyRun(id) };
}

export function emptyRun(id: string): BuildRun {
  return { id, stages: [], steps: [], logs: {}, startedAt: 0 };
}

export function stackRow(instruction: string, text: string, more: Partial<StackRow> = {}): StackRow {
  return { index: 0, instruction, text, createdBy: `${instruction} ${text}`, base: false, ...more };
}

export function layerOf(index: number, size: number, dead = 0): NonNullable<StackRow["layer"]> {
  return { index, diffId: digestOf(String(index)), size, contentSize: size, added: 1, changed: 0, deleted: 0, dead };
}

export function provenanceOf(step: string, instruction: string, line: number): NonNullable<StackRow["provenance"]> {
  return { step, stage: 0, instruction, range: linesAt(line) };
}

export function stackOf(rows: StackRow[], more: Partial<Stack> = {}): Stack {
  return { image: digestOf("a"), tags: [], size: 100, ownSize: 50, dead: 0, rows, ...more };
}
