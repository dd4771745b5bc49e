import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3053 } from "./dl3053.ts";

describeRule(dl3053, bashFromModules, {
  fires: ["LABEL created=¦2026-13-01¦\n", "LABEL created=2026-01-01\n"],
  quiet: ["LABEL created=2026-01-01T12:00:00Z\n", 'LABEL created="2026-01-01T12:00:00.5+02:00"\n'],
});
