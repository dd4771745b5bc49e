import type { Instruction } from "../instructions/instruction.ts";
import { type Check, type Finding, replaceFix } from "./check.ts";

const ONCE = ["CMD", "ENTRYPOINT", "HEALTHCHECK"] as const;

export const multipleInstructionsDisallowed: Check = {
  name: "MultipleInstructionsDisallowed",
  title: "Multiple instructions of the same type should not be used in the same stage",
  why: "Only the last CMD, ENTRYPOINT or HEALTHCHECK of a stage counts. The earlier ones do nothing.",
  page: "multiple-instructions-disallowed",
  find: ({ dockerfile }) =>
    dockerfile.stages.flatMap(({ instructions }) =>
      ONCE.flatMap((name) => {
        const same = instructions.filter((instruction) => instruction.name === name);
        return same.slice(0, -1).map((instruction, index) => overridden(instruction, same[index + 1] ?? instruction));
      }),
    ),
};

function overridden(instruction: Instruction, later: Instruction): Finding {
  const { range, keyword } = instruction;
  const lines = { start: { line: range.start.line, character: 0 }, end: { line: range.end.line + 1, character: 0 } };
  return {
    message: `Multiple ${later.keyword.raw} instructions should not be used in the same stage because only the last one will be used`,
    range: keyword.range,
    at: range,
    next: `The one in line ${later.range.start.line + 1} overrides it: remove one.`,
    fixes: [replaceFix("Remove this one", lines, "")],
  };
}
