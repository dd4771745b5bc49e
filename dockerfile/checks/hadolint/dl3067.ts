import type { Rule } from "./rule.ts";
import { unquoted } from "./stageSteps.ts";

export const dl3067: Rule = {
  code: "DL3067",
  severity: "warning",
  title: "Do not copy a whole file system",
  message: "Do not copy an entire filesystem from another stage",
  why: "It copies every file of the other stage into one layer, even those already there. Copy what you need, or use FROM with that stage.",
  bad: "FROM busybox:1.37 AS build\n\nFROM debian:12\nCOPY --from=build / /\n",
  good: "FROM busybox:1.37 AS build\n\nFROM debian:12\nCOPY --from=build /app /app\n",
  find: ({ steps }) =>
    steps.flatMap(({ instruction, at }) => {
      if (instruction.name !== "COPY" || instruction.from === undefined) return [];
      const { sources, destination } = instruction;
      const isRoot = sources.some((source) => source.kind === "path" && unquoted(source.path.raw) === "/");
      if (!isRoot || unquoted(destination.raw) !== "/") return [];
      return [{ range: instruction.range, at }];
    }),
};
