import { onceRule } from "./onceRule.ts";

export const dl4003 = onceRule("CMD", {
  code: "DL4003",
  severity: "warning",
  title: "One CMD per stage",
  message:
    "Multiple `CMD` instructions found. If you list more than one `CMD` then only the last `CMD` will take effect",
  why: "Only the last CMD of a stage takes effect. Earlier ones only mislead readers.",
  bad: 'FROM busybox:1.37\nCMD ["one"]\nCMD ["two"]\n',
  good: 'FROM busybox:1.37\nCMD ["two"]\n',
});
