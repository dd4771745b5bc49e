import { keywordName } from "../syntax/keywordName.ts";
import type { Mistake } from "../syntax/mistake.ts";
import { nearestOption, withSuggestion } from "../syntax/suggestion.ts";
import { addInstruction } from "./add.ts";
import { argInstruction } from "./arg.ts";
import { cmdInstruction } from "./cmd.ts";
import { copyInstruction } from "./copy.ts";
import { entrypointInstruction } from "./entrypoint.ts";
import { envInstruction } from "./env.ts";
import { exposeInstruction } from "./expose.ts";
import { fromInstruction } from "./from.ts";
import { healthcheckInstruction } from "./healthcheck.ts";
import type { Instruction, InstructionName } from "./instruction.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import { type InstructionInput, instructionMistake, withFix } from "./instructionInput.ts";
import { labelInstruction } from "./label.ts";
import { maintainerInstruction } from "./maintainer.ts";
import { onbuildInstruction } from "./onbuild.ts";
import { runInstruction } from "./run.ts";
import { shellInstruction } from "./shell.ts";
import { stopsignalInstruction } from "./stopsignal.ts";
import { userInstruction } from "./user.ts";
import { volumeInstruction } from "./volume.ts";
import { workdirInstruction } from "./workdir.ts";

/** Every instruction there is. */
export const instructionRegistry: { readonly [Name in InstructionName]: InstructionDefinition<Name> } = {
  ADD: addInstruction,
  ARG: argInstruction,
  CMD: cmdInstruction,
  COPY: copyInstruction,
  ENTRYPOINT: entrypointInstruction,
  ENV: envInstruction,
  EXPOSE: exposeInstruction,
  FROM: fromInstruction,
  HEALTHCHECK: healthcheckInstruction,
  LABEL: labelInstruction,
  MAINTAINER: maintainerInstruction,
  ONBUILD: onbuildInstruction,
  RUN: runInstruction,
  SHELL: shellInstruction,
  STOPSIGNAL: stopsignalInstruction,
  USER: userInstruction,
  VOLUME: volumeInstruction,
  WORKDIR: workdirInstruction,
};

export const instructionNames: readonly string[] = Object.keys(instructionRegistry);

/** The instruction's name for its word in any case; undefined if unknown. */
export function instructionNameOf(word: string): InstructionName | undefined {
  const name = keywordName(word);
  return isInstructionName(name) ? name : undefined;
}

function isInstructionName(name: string): name is InstructionName {
  return Object.hasOwn(instructionRegistry, name);
}

/** A statement as a typed instruction, or the first thing in it that BuildKit rejects. */
export function parseInstruction(input: InstructionInput): Instruction | Mistake {
  const { keyword, line } = input.head;
  const name = instructionNameOf(keyword.text);
  if (name === undefined) {
    const near = nearestOption(keyword.text, instructionNames, { caseSensitive: false });
    const mistake = instructionMistake(
      "unknown-instruction",
      withSuggestion(`unknown instruction: ${keyword.text}`, near),
      line.rangeOf(keyword.start, keyword.end),
      "Every statement begins with an instruction such as RUN; a command line needs RUN before it.",
    );
    return withFix(mistake, near);
  }
  if (name === "ONBUILD") return onbuildInstruction.parseWith(input, parseInstruction);
  return instructionRegistry[name].parse(input);
}
