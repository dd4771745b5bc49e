import type { InstructionName } from "../../instructions/instruction.ts";
import type { Rule } from "./rule.ts";
import { removeLines } from "./stageSteps.ts";

/** A rule that finds each instruction of a kind that a later one of its stage overrides. */
export function onceRule(name: InstructionName, rule: Omit<Rule, "find" | "sameAs">): Rule {
  return {
    ...rule,
    sameAs: ["MultipleInstructionsDisallowed"],
    find: ({ dockerfile }) =>
      dockerfile.stages.flatMap(({ instructions }) =>
        instructions
          .filter((instruction) => instruction.name === name)
          .slice(0, -1)
          .map(({ keyword, range }) => ({
            range: keyword.range,
            at: range,
            fixes: [removeLines("Remove this one", range)],
          })),
      ),
  };
}
