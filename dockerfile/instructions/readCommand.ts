import type { Mistake } from "../syntax/mistake.ts";
import type { Command } from "./instruction.ts";
import { type InstructionInput, notStrings } from "./instructionInput.ts";

/** Shell form or exec form, of RUN, CMD and ENTRYPOINT. What looks like JSON but is not is the shell form. */
export function readCommand(input: InstructionInput): Command | Mistake {
  const { head, heredocs } = input;
  const range = head.line.rangeOf(head.rest.start, head.rest.end);
  const json = head.json();
  if (json.kind === "not-strings") return notStrings(input);
  if (json.kind === "words") return { form: "exec", args: json.words.map(({ text }) => text), range };
  return { form: "shell", text: head.rest.text, range, heredocs };
}
