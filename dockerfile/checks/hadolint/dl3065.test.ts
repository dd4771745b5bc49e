import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3065 } from "./dl3065.ts";

describeRule(dl3065, bashFromModules, {
  fires: ["FROM --platform=$TARGETPLATFORM debian:12\n", "FROM --platform=${TARGETPLATFORM} debian:12\n"],
  quiet: ["FROM --platform=$BUILDPLATFORM debian:12\n", "FROM debian:12\n"],
});
