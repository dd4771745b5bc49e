import { labelValueRule } from "./labels.ts";

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
const CHARACTERS =
  /^(?:[A-Za-z0-9\-._~:/?[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*(?:#(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)?$/;

export const dl3052 = labelValueRule({
  code: "DL3052",
  title: "A label that is a URL",
  why: "The label-schema in .hadolint.yaml says that this label is a URL, so that tools may follow it. This value is none as RFC 3986 has it.",
  bad: 'FROM busybox:1.37\nLABEL documentation="not a url"\n',
  good: 'FROM busybox:1.37\nLABEL documentation="https://example.com/docs"\n',
  config: { labelSchema: { documentation: "url" } },
  kind: "url",
  wrong: "is not a valid URL.",
  isWrong: (value) => !SCHEME.test(value) || !CHARACTERS.test(value),
});
