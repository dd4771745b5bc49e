import { type Check, replaceFix } from "./context/check.ts";

export const stageNameCasing: Check = {
  name: "StageNameCasing",
  title: "Stage names should be lowercase",
  why: "Stage names are compared in lowercase. With any other casing, a FROM does not find the stage.",
  page: "stage-name-casing",
  find: ({ dockerfile }) =>
    dockerfile.stages.flatMap(({ from }) => {
      const { alias } = from;
      if (alias === undefined || alias.raw === alias.raw.toLowerCase()) return [];
      const lower = alias.raw.toLowerCase();
      return [
        {
          message: `Stage name '${alias.raw}' should be lowercase`,
          range: alias.range,
          at: from.range,
          next: `Write it as ${lower}.`,
          fixes: [replaceFix(`Rename it to ${lower}`, alias.range, lower)],
        },
      ];
    }),
};
