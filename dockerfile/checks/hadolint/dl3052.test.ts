import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3052 } from "./dl3052.ts";

describeRule(dl3052, bashFromModules, {
  fires: ['LABEL documentation=¦"not a url"¦\n', "LABEL documentation=/docs\n"],
  quiet: ["LABEL documentation=https://example.com/a?b=c#d\n", "LABEL other=x\n"],
});
