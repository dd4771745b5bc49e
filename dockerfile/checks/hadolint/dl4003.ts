import { onceRule } from "./onceRule.ts";

export const dl4003 = onceRule("CMD", {
  code: "DL4003",
  severity: "warning",
  title: "Only one CMD in a stage",
  message:
    "Multiple `CMD` instructions found. If you list more than one `CMD` then only the last `CMD` will take effect",
  why: "Only the last CMD of a stage counts. Who reads the first believes that it runs.",
  bad: 'FROM busybox:1.37\nCMD ["one"]\nCMD ["two"]\n',
  good: 'FROM busybox:1.37\nCMD ["two"]\n',
});
