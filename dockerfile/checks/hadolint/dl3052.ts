import { labelValueRule } from "./labels.ts";

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
const CHARACTERS =
  /^(?:[A-Za-z0-9\-._~:/?[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*(?:#(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)?$/;

export const dl3052 = labelValueRule({
  code: "DL3052",
  title: "Label must be a URL",
  why: "The label-schema in .hadolint.yaml declares this label as a URL. The value is not one as defined by RFC 3986.",
  bad: 'FROM busybox:1.37\nLABEL documentation="not a url"\n',
  good: 'FROM busybox:1.37\nLABEL documentation="https://example.com/docs"\n',
  config: { labelSchema: { documentation: "url" } },
  kind: "url",
  wrong: "is not a valid URL.",
  isWrong: (value) => !SCHEME.test(value) || !CHARACTERS.test(value),
});
