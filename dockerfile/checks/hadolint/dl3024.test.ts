import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3024 } from "./dl3024.ts";

describeRule(dl3024, bashFromModules, {
  fires: ["FROM debian:12 AS a\nFROM debian:12 AS a\n", "FROM debian:12 AS a\nFROM debian:12 AS A\n"],
  quiet: ["FROM debian:12 AS a\nFROM debian:12 AS b\n", "FROM debian:12\nFROM debian:12\n"],
});
