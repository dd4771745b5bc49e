import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3058 } from "./dl3058.ts";

describeRule(dl3058, bashFromModules, {
  fires: ["LABEL contact=¦nobody¦\n", "LABEL contact=a@\n"],
  quiet: ["LABEL contact=a.b+c@example.com\n"],
});
