import { labelValueRule } from "./labels.ts";

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
const EMAIL = new RegExp(`^(?:${ATOM}(?:\\.${ATOM})*|"[^"\\\\]*")@(?:${LABEL}(?:\\.${LABEL})*|\\[[^\\]]+\\])$`);

export const dl3058 = labelValueRule({
  code: "DL3058",
  title: "Label must be an email address",
  why: "The label-schema in .hadolint.yaml declares this label as an email address. The value is not one as defined by RFC 5322.",
  bad: 'FROM busybox:1.37\nLABEL contact="Ada Lovelace"\n',
  good: 'FROM busybox:1.37\nLABEL contact="ada@example.com"\n',
  config: { labelSchema: { contact: "email" } },
  kind: "email",
  wrong: "is not a valid email format - must conform to RFC5322.",
  isWrong: (value) => !EMAIL.test(value),
});
