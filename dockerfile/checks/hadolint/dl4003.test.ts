import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl4003 } from "./dl4003.ts";

describeRule(dl4003, bashFromModules, {
  fires: ['¦CMD¦ ["a"]\nCMD ["b"]\n'],
  quiet: ['CMD ["a"]\n', 'FROM debian:12 AS a\nCMD ["a"]\nFROM debian:12\nCMD ["b"]\n'],
});
