import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3055 } from "./dl3055.ts";

describeRule(dl3055, bashFromModules, {
  fires: ["LABEL revision=¦xyz¦\n", "LABEL revision=deadbeef\n"],
  quiet: ["LABEL revision=deadbee\n", "LABEL revision=a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1\n"],
  fixes: [["LABEL revision=DEADBEE\n", "LABEL revision=deadbee\n"]],
});
