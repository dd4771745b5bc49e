import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3043 } from "./dl3043.ts";

describeRule(dl3043, bashFromModules, {
  fires: ["ONBUILD FROM debian\n", "ONBUILD ONBUILD RUN true\n", "ONBUILD MAINTAINER x\n"],
  quiet: ["ONBUILD RUN true\n", "ONBUILD USER app\n"],
});
