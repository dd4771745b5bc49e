import type { Rule } from "./rule.ts";

export const dl3050: Rule = {
  code: "DL3050",
  severity: "info",
  title: "Only labels in the schema",
  message: "Superfluous label(s) present.",
  why: "With strict-labels, .hadolint.yaml allows only the labels in its schema. Any other label is a typo, or belongs in the schema.",
  bad: 'FROM busybox:1.37\nLABEL version="1.0.0" verison="1.0.0"\n',
  good: 'FROM busybox:1.37\nLABEL version="1.0.0"\n',
  config: { labelSchema: { version: "semver" }, strictLabels: true },
  find: (context) => {
    const { labelSchema, strictLabels } = context.config;
    if (!strictLabels) return [];
    return context.labels
      .filter(({ name }) => !Object.hasOwn(labelSchema, name))
      .map(({ pair, at }) => ({ range: pair.key.range, at }));
  },
};
