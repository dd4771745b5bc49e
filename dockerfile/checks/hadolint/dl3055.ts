import { labelValueRule } from "./labels.ts";

export const dl3055 = labelValueRule({
  code: "DL3055",
  title: "Label must be a git hash",
  why: "The label-schema in .hadolint.yaml declares this label as a git commit. A commit hash has 7 or 40 digits, 0 to 9 and a to f.",
  bad: 'FROM busybox:1.37\nLABEL revision="DEADBEE"\n',
  good: 'FROM busybox:1.37\nLABEL revision="deadbee"\n',
  config: { labelSchema: { revision: "hash" } },
  kind: "hash",
  wrong: "is not a valid git hash.",
  isWrong: (value) => !/^([0-9a-f]{7}|[0-9a-f]{40})$/.test(value),
  mend: (value) => value.trim().toLowerCase(),
});
