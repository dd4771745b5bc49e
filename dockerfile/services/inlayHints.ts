import { comparePositions } from "#contract/positions.ts";
import type { Position, Range } from "#contract/range.ts";
import type { Word } from "../instructions/instruction.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import { resolveStages } from "../stages/resolveStages.ts";
import { walkStages } from "../stages/walkStages.ts";
import { type LanguageEnvironment, walkOptionsOf } from "./languageEnvironment.ts";

export interface InlayHint {
  readonly position: Position;
  readonly label: string;
}

/** Longer values are cut: a hint stands within a line. */
const MAX_LENGTH = 60;

/** What words with variables become in this build, behind each. Those with a variable that nothing sets have none. */
export function inlayHints(dockerfile: Dockerfile, environment: LanguageEnvironment = {}): readonly InlayHint[] {
  const resolved = resolveStages(dockerfile, environment);
  const hints: InlayHint[] = [];
  const add = ({ raw, range }: Word, value: string): void => {
    if (raw.includes("$") && value !== raw && value !== "") hints.push(hintOf(range, value));
  };
  for (const { base, stage } of resolved.stages) {
    if (base.kind === "image") add(stage.from.image, base.name);
  }
  walkStages(dockerfile, resolved, walkOptionsOf(environment), ({ pieces, instruction, stage }) => {
    // Triggers of the stage it starts from are not written here.
    if (!stage.stage.instructions.includes(instruction)) return;
    for (const { piece, expansion } of pieces) {
      const isKnown = expansion.error === undefined && expansion.uses.every(({ set }) => set);
      if (piece.kind === "word" && expansion.uses.length > 0 && isKnown) add(piece.word, expansion.value);
    }
  });
  return hints.toSorted((a, b) => comparePositions(a.position, b.position));
}

function hintOf({ end }: Range, value: string): InlayHint {
  const line = value.replaceAll(/\s+/g, " ");
  return { position: end, label: line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line };
}
