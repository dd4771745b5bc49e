import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3063 } from "./dl3063.ts";

describeRule(dl3063, bashFromModules, {
  fires: ["FROM debian:12 AS scratch\n", "FROM debian:12 AS context\n"],
  quiet: ["FROM debian:12 AS build\n", "FROM scratch\n"],
});
