import type { Rule } from "./rule.ts";

export const dl3022: Rule = {
  code: "DL3022",
  severity: "warning",
  title: "COPY --from should name a stage",
  message: "`COPY --from` should reference a previously defined `FROM` alias",
  why: "A name that is not a stage is pulled as an image from a registry. A typo in a stage name downloads whatever has that name.",
  bad: "FROM busybox:1.37\nCOPY --from=build /app /app\n",
  good: "FROM busybox:1.37 AS build\n\nFROM busybox:1.37\nCOPY --from=build /app /app\n",
  sameAs: ["from"],
  find: ({ resolved }) =>
    resolved.stages.flatMap(({ sources, index }) =>
      sources.flatMap(({ instruction, base }) => {
        // With a tag or a digest it is meant to be an image.
        const isImage = base.kind === "image" && !base.name.includes(":");
        const isLater = base.kind === "stage" && base.index > index;
        if (instruction.name !== "COPY" || (!isImage && !isLater)) return [];
        const range = instruction.from?.range ?? instruction.range;
        return [{ range, at: instruction.range }];
      }),
    ),
};
