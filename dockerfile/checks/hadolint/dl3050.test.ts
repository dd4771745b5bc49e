import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3050 } from "./dl3050.ts";

describeRule(dl3050, bashFromModules, {
  fires: ["LABEL ¦other¦=1\n"],
  quiet: ["LABEL version=1\n"],
  config: { labelSchema: { version: "text" }, strictLabels: true },
});
