import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3056 } from "./dl3056.ts";

describeRule(dl3056, bashFromModules, {
  fires: ["LABEL version=¦1.2¦\n", "LABEL version=01.2.3\n"],
  quiet: ["LABEL version=1.2.3\n", "LABEL version=1.2.3-rc.1+build.5\n"],
  fixes: [
    ["LABEL version=v1.2.3\n", "LABEL version=1.2.3\n"],
    ["LABEL version=1.2\n", "LABEL version=1.2.0\n"],
  ],
});
