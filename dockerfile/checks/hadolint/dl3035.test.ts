import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3035 } from "./dl3035.ts";

describeRule(dl3035, bashFromModules, {
  fires: ["RUN ¦zypper dist-upgrade¦\n", "RUN zypper -n dup\n"],
  quiet: ["RUN zypper -n update\n"],
});
