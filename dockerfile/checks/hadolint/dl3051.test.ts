import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3051 } from "./dl3051.ts";

describeRule(dl3051, bashFromModules, {
  fires: ['LABEL ¦author¦=""\n', "LABEL author=\n"],
  quiet: ["LABEL author=me\n", 'LABEL other=""\n'],
});
