import type { Rule } from "./rule.ts";

export const dl3051: Rule = {
  code: "DL3051",
  severity: "warning",
  title: "Label must have a value",
  message: "label `<label>` is empty.",
  why: "The label-schema in .hadolint.yaml requires this label, and an empty value says nothing. Set a value, or remove the label from the schema.",
  bad: 'FROM busybox:1.37\nLABEL author=""\n',
  good: 'FROM busybox:1.37\nLABEL author="Ada"\n',
  config: { labelSchema: { author: "text" } },
  find: (context) =>
    context.labels.flatMap(({ name, value, pair, at }) =>
      value === "" && Object.hasOwn(context.config.labelSchema, name)
        ? [{ message: `label \`${name}\` is empty.`, range: pair.key.range, at }]
        : [],
    ),
};
