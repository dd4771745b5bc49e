import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3061 } from "./dl3061.ts";

describeRule(dl3061, bashFromModules, {
  fires: ["WORKDIR /before\nFROM debian:12\n"],
  quiet: ["ARG X=1\nFROM debian:12\n", "# a comment\nFROM debian:12\n"],
});
