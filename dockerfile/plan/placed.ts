import type { Range } from "#contract/range.ts";
import type { Instruction } from "../instructions/instruction.ts";
import type { Stage } from "../instructions/parseDockerfile.ts";
import { parseTrigger } from "../instructions/parseTrigger.ts";
import { PlanError } from "../steps/planError.ts";
import type { Mistake } from "../syntax/mistake.ts";

/** The place of an instruction: triggers of a base have that of the FROM. */
export interface Placed {
  readonly instruction: Instruction;
  readonly range: Range;
  readonly onbuild: boolean;
}

export function place(instruction: Instruction): Placed {
  return { instruction, range: instruction.range, onbuild: false };
}

export function placeTrigger(text: string, stage: Stage): Placed {
  const { instruction, diagnostics } = parseTrigger(text);
  const [mistake] = diagnostics;
  if (instruction === undefined || mistake?.severity === "error") {
    const detail = `The base image's ONBUILD "${text}" can't be understood${mistake ? `: ${mistake.message}` : "."}`;
    throw new PlanError("dockerfile/syntax", detail, stage.from.range, { instruction: "FROM" });
  }
  return { instruction, range: stage.from.range, onbuild: true };
}

/** Ends the plan with the first of these, if there is one. */
export function throwFirst([mistake]: readonly Mistake[]): void {
  if (mistake === undefined) return;
  const { message, range, next } = mistake;
  throw new PlanError("dockerfile/syntax", message, range, next === undefined ? {} : { next });
}

/** A mistake gets the place it has no better one for: its word in the Dockerfile, or the FROM that brought it. */
export function placedError(error: unknown, instruction: Instruction, range: Range, onbuild: boolean): unknown {
  if (!(error instanceof PlanError)) return error;
  const extras = { instruction: instruction.name, ...error.extras };
  return new PlanError(error.code, error.message, onbuild ? range : (error.range ?? range), extras);
}
