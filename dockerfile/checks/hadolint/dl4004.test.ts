import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl4004 } from "./dl4004.ts";

describeRule(dl4004, bashFromModules, {
  fires: ['¦ENTRYPOINT¦ ["a"]\nENTRYPOINT ["b"]\n'],
  quiet: ['ENTRYPOINT ["a"]\nCMD ["b"]\n'],
});
