import type { Range } from "#contract/range.ts";
import type { Instruction } from "#dockerfile/instructions/instruction.ts";
import type { Dockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { Statement } from "#dockerfile/syntax/statement.ts";

/** An instruction as checks look at it. */
export interface WrittenInstruction {
  readonly name: Instruction["name"];
  /** Index of its stage; -1 before the first FROM. */
  readonly stage: number;
  /** What follows the flags, lines joined, with the texts of heredocs. */
  readonly arguments: string;
  readonly flags: readonly { readonly name: string; readonly value: string }[];
  /** Absent if it has neither. */
  readonly form?: "exec" | "shell";
  /** As written, lines joined. */
  readonly text: string;
  readonly range: Range;
}

/** Everything in a Dockerfile that can be built, in the order of its text. */
export function writtenInstructions({ instructionOf }: Dockerfile): readonly WrittenInstruction[] {
  let stage = -1;
  return [...instructionOf].map(([statement, instruction]) => {
    if (instruction.name === "FROM") stage += 1;
    const form = formOf(instruction, statement);
    return {
      name: instruction.name,
      stage,
      arguments: [statement.head.rest.text, ...statement.heredocs.map(({ rawBody }) => rawBody)].join("\n"),
      flags: statement.head.flags.map(({ name, value = "true" }) => ({ name, value })),
      ...(form !== undefined && { form }),
      text: instruction.original,
      range: instruction.range,
    };
  });
}

function formOf(instruction: Instruction, { head }: Statement): "exec" | "shell" | undefined {
  switch (instruction.name) {
    case "RUN":
    case "CMD":
    case "ENTRYPOINT":
      return instruction.command.form;
    case "HEALTHCHECK":
      return instruction.check.kind === "none" ? undefined : instruction.check.command.form;
    case "COPY":
    case "ADD":
    case "VOLUME":
    case "SHELL":
      return head.json().kind === "words" ? "exec" : "shell";
    default:
      return undefined;
  }
}
