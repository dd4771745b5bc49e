import type { Rule } from "./rule.ts";

export const dl3023: Rule = {
  code: "DL3023",
  severity: "error",
  title: "A stage can't copy from itself",
  message: "`COPY --from` cannot reference its own `FROM` alias",
  why: "A stage can't copy from itself before it is finished. Docker looks for an image with that name, or fails.",
  bad: "FROM busybox:1.37 AS app\nCOPY --from=app /bin /programs\n",
  good: "FROM busybox:1.37 AS app\nRUN cp -r /bin /programs\n",
  sameAs: ["from"],
  find: ({ visits }) =>
    visits.flatMap(({ instruction, stage }) => {
      if (instruction.name !== "COPY" || instruction.from === undefined || stage.name === undefined) return [];
      if (instruction.from.raw.toLowerCase() !== stage.name) return [];
      return [{ range: instruction.from.range, at: instruction.range }];
    }),
};
