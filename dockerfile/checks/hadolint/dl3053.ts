import { labelValueRule } from "./labels.ts";

const RFC3339 =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt ]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

export const dl3053 = labelValueRule({
  code: "DL3053",
  title: "Label must be a time",
  why: "The label-schema in .hadolint.yaml declares this label as a time. The value is not a time as defined by RFC 3339, such as 2026-01-31T12:00:00Z.",
  bad: 'FROM busybox:1.37\nLABEL created="yesterday"\n',
  good: 'FROM busybox:1.37\nLABEL created="2026-01-31T12:00:00Z"\n',
  config: { labelSchema: { created: "rfc3339" } },
  kind: "rfc3339",
  wrong: "is not a valid time format - must conform to RFC3339.",
  isWrong: (value) => !RFC3339.test(value),
});
