import { type Check, replaceFix } from "./context/check.ts";

const isLower = (word: string): boolean => word === word.toLowerCase();
const isUpper = (word: string): boolean => word === word.toUpperCase();

export const consistentInstructionCasing: Check = {
  name: "ConsistentInstructionCasing",
  title: "All commands within the Dockerfile should use the same casing (either upper or lower)",
  why: "Consistent casing keeps a Dockerfile readable. Uppercase makes instructions stand out from their arguments.",
  page: "consistent-instruction-casing",
  find: ({ dockerfile }) => {
    const instructions = dockerfile.stages.flatMap(({ from, instructions: rest }) => [from, ...rest]);
    const words = instructions.map(({ keyword }) => keyword.raw);
    const lower = words.filter(isLower).length;
    const upper = words.filter((word) => !isLower(word) && isUpper(word)).length;
    const majority = lower > upper ? "lowercase" : "uppercase";
    return instructions.flatMap(({ keyword, range }) => {
      const wanted = majority === "lowercase" ? keyword.raw.toLowerCase() : keyword.raw.toUpperCase();
      if (keyword.raw === wanted) return [];
      return [
        {
          message: `Command '${keyword.raw}' should match the case of the command majority (${majority})`,
          range: keyword.range,
          at: range,
          fixes: [replaceFix(`Write ${wanted}`, keyword.range, wanted)],
        },
      ];
    });
  },
};
