import type { Rule } from "./rule.ts";
import { finalStages, lineage } from "./stageSteps.ts";

export const dl3049: Rule = {
  code: "DL3049",
  severity: "info",
  title: "Labels that the schema asks for",
  message: "Label `<label>` is missing.",
  why: "The label-schema in .hadolint.yaml requires this label on every image. Without it, searching for images by label misses this one.",
  bad: "FROM busybox:1.37\n",
  good: 'FROM busybox:1.37\nLABEL version="1.0.0"\n',
  config: { labelSchema: { version: "semver" } },
  find: (context) => {
    if (Object.keys(context.config.labelSchema).length === 0) return [];
    const { labels } = context;
    return finalStages(context).flatMap((stage) => {
      const ranges = lineage(stage, context).map(({ stage: { range } }) => range);
      const present = labels.filter(({ at }) =>
        ranges.some(({ start, end }) => start.line <= at.start.line && at.start.line <= end.line),
      );
      const { from } = stage.stage;
      return Object.keys(context.config.labelSchema)
        .filter((label) => !present.some(({ name }) => name === label))
        .map((label) => ({ message: `Label \`${label}\` is missing.`, range: from.image.range, at: from.range }));
    });
  },
};
