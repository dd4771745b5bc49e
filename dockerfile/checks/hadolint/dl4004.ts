import { onceRule } from "./onceRule.ts";

export const dl4004 = onceRule("ENTRYPOINT", {
  code: "DL4004",
  severity: "error",
  title: "One ENTRYPOINT per stage",
  message:
    "Multiple `ENTRYPOINT` instructions found. If you list more than one `ENTRYPOINT` then only the last `ENTRYPOINT` will take effect",
  why: "Only the last ENTRYPOINT of a stage takes effect. Earlier ones only mislead readers.",
  bad: 'FROM busybox:1.37\nENTRYPOINT ["one"]\nENTRYPOINT ["two"]\n',
  good: 'FROM busybox:1.37\nENTRYPOINT ["two"]\n',
});
