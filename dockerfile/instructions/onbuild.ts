import { keywordName } from "../syntax/keywordName.ts";
import { isMistake, type Mistake } from "../syntax/mistake.ts";
import { readStatementHead, type StatementHead } from "../syntax/statement.ts";
import type { Instruction, OnbuildInstruction } from "./instruction.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import { atLeastOne, baseOf, type InstructionInput, instructionMistake } from "./instructionInput.ts";
import { readFlags } from "./readFlags.ts";

/** How the trigger becomes an instruction; passed in, because the registry that knows how has ONBUILD in it too. */
export type TriggerParser = (input: InstructionInput) => Instruction | Mistake;

export const onbuildInstruction: InstructionDefinition<"ONBUILD"> & {
  readonly parseWith: (input: InstructionInput, parseTrigger: TriggerParser) => OnbuildInstruction | Mistake;
} = {
  name: "ONBUILD",
  summary: "Adds an instruction that runs in builds based on this image.",
  usage: "ONBUILD <instruction>",
  anchor: "onbuild",
  snippets: [{ label: "ONBUILD", body: "ONBUILD ${1:COPY . /app}", summary: "Run an instruction in child images" }],
  flags: [],
  parse: (input) => onbuildInstruction.parseWith(input, () => noTrigger(input)),
  parseWith: (input, parseTrigger) => {
    const { head, heredocs, range } = input;
    if (head.rest.text === "") return atLeastOne(input, "ONBUILD");
    const inner = readStatementHead(head.line, head.rest.start);
    const trigger = parseTrigger({
      head: lastTrigger(inner),
      heredocs,
      range,
      escape: input.escape,
      original: head.rest.text,
    });
    // The line is read before the instruction: what is wrong with the trigger's syntax comes first.
    if (isMistake(trigger) && trigger.phase === "syntax") return trigger;
    const flags = readFlags(input, []);
    if (isMistake(flags)) return flags;
    const refusal = refuseTrigger(input, keywordName(inner.keyword.text));
    if (refusal !== undefined) return refusal;
    return {
      ...baseOf(input, "ONBUILD"),
      expression: expressionOf(input),
      trigger: isMistake(trigger) ? undefined : trigger,
      ...(isMistake(trigger) ? { triggerMistake: trigger } : {}),
    };
  },
};

/** Behind all ONBUILDs of a chain, which is refused anyway: a text may hold thousands of them in a row. */
function lastTrigger(head: StatementHead): StatementHead {
  let last = head;
  while (keywordName(last.keyword.text) === "ONBUILD" && last.rest.text !== "") {
    last = readStatementHead(last.line, last.rest.start);
  }
  return last;
}

function refuseTrigger(input: InstructionInput, name: string): Mistake | undefined {
  const { line, rest } = input.head;
  const range = line.rangeOf(rest.start, rest.end);
  if (name === "ONBUILD") {
    return instructionMistake("onbuild", "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed", range);
  }
  if (name === "MAINTAINER" || name === "FROM") {
    return instructionMistake("onbuild", `${name} isn't allowed as an ONBUILD trigger`, range);
  }
  return undefined;
}

/** The trigger as BuildKit stores it in the image: without ONBUILD, heredocs behind it. */
function expressionOf({ head, heredocs }: InstructionInput): string {
  const { text } = head.line;
  let at = head.keyword.end;
  while (at < text.length && /[\t\n\f\r ]/.test(text.charAt(at))) at++;
  const bodies = heredocs.map(({ rawBody, name }) => `\n${rawBody}${name}`);
  return text.slice(at) + bodies.join("");
}

function noTrigger({ range }: InstructionInput): Mistake {
  return instructionMistake("onbuild", "ONBUILD needs a parser for its trigger", range);
}
