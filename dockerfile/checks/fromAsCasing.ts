import { type Check, replaceFix } from "./context/check.ts";

export const fromAsCasing: Check = {
  name: "FromAsCasing",
  title: "The 'as' keyword should match the case of the 'from' keyword",
  why: "Consistent casing keeps a Dockerfile readable. FROM and AS belong to one instruction.",
  page: "from-as-casing",
  find: ({ dockerfile }) =>
    dockerfile.stages.flatMap(({ from }) => {
      const { as, keyword } = from;
      const lower = keyword.raw === keyword.raw.toLowerCase();
      const upper = keyword.raw === keyword.raw.toUpperCase();
      // Mixed case is ConsistentInstructionCasing's.
      if (as === undefined || (!lower && !upper)) return [];
      const wanted = lower ? as.raw.toLowerCase() : as.raw.toUpperCase();
      if (as.raw === wanted) return [];
      return [
        {
          message: `'${as.raw}' and '${keyword.raw}' keywords' casing do not match`,
          range: as.range,
          at: from.range,
          fixes: [replaceFix(`Write ${wanted}`, as.range, wanted)],
        },
      ];
    }),
};
