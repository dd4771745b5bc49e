import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3029 } from "./dl3029.ts";

describeRule(dl3029, bashFromModules, {
  fires: ["FROM --platform=¦linux/amd64¦ debian:12\n"],
  quiet: [
    "FROM debian:12\n",
    "FROM --platform=$BUILDPLATFORM debian:12\n",
    "FROM --platform=${TARGETPLATFORM} debian:12\n",
  ],
});
