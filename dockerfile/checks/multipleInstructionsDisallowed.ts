import type { Instruction } from "../instructions/instruction.ts";
import { isWithin } from "../stages/triggers.ts";
import { type Check, type CheckedInstruction, type Finding, replaceFix } from "./context/check.ts";

const ONCE = ["CMD", "ENTRYPOINT", "HEALTHCHECK"] as const;

export const multipleInstructionsDisallowed: Check = {
  name: "MultipleInstructionsDisallowed",
  title: "Multiple instructions of the same type should not be used in the same stage",
  why: "Only the last CMD, ENTRYPOINT, or HEALTHCHECK of a stage takes effect. Earlier ones do nothing.",
  page: "multiple-instructions-disallowed",
  find: ({ resolved, visits }) => {
    const byStage = resolved.stages.map((): CheckedInstruction[] => []);
    for (const visit of visits) byStage[visit.stage.index]?.push(visit);
    return byStage.flatMap((own) =>
      ONCE.flatMap((name) => {
        const same = own.map(({ instruction }) => instruction).filter((instruction) => instruction.name === name);
        return same.slice(0, -1).map((instruction, index) => overridden(instruction, same[index + 1] ?? instruction));
      }),
    );
  },
};

function overridden(instruction: Instruction, later: Instruction): Finding {
  const { range, keyword } = instruction;
  const lines = { start: { line: range.start.line, character: 0 }, end: { line: range.end.line + 1, character: 0 } };
  return {
    message: `Multiple ${later.keyword.raw} instructions should not be used in the same stage because only the last one will be used`,
    range: keyword.range,
    at: range,
    next: `Line ${later.range.start.line + 1} overrides it. Remove one of them.`,
    // A trigger may be meant for other images.
    fixes: isWithin(keyword.range, range) ? [replaceFix("Remove this one", lines, "")] : [],
  };
}
