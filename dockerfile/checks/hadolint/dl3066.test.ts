import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3066 } from "./dl3066.ts";

describeRule(dl3066, bashFromModules, {
  fires: ["USER ¦app¦\n", "USER app:1000\n"],
  quiet: ["USER 1000\n", "USER 1000:app\n", "ARG U=1\nUSER ${U}\n", "ENV U=1\nUSER $U\n"],
});
