import { labelValueRule } from "./labels.ts";

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
const EMAIL = new RegExp(`^(?:${ATOM}(?:\\.${ATOM})*|"[^"\\\\]*")@(?:${LABEL}(?:\\.${LABEL})*|\\[[^\\]]+\\])$`);

export const dl3058 = labelValueRule({
  code: "DL3058",
  title: "A label that is an email address",
  why: "The label-schema in .hadolint.yaml says that this label is an email address, so that somebody can be asked. This value is none as RFC 5322 has it.",
  bad: 'FROM busybox:1.37\nLABEL contact="Ada Lovelace"\n',
  good: 'FROM busybox:1.37\nLABEL contact="ada@example.com"\n',
  config: { labelSchema: { contact: "email" } },
  kind: "email",
  wrong: "is not a valid email format - must conform to RFC5322.",
  isWrong: (value) => !EMAIL.test(value),
});
