import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3002 } from "./dl3002.ts";

describeRule(dl3002, bashFromModules, {
  fires: [
    "FROM debian:12 AS base\nUSER root\nFROM scratch\nUSER foo\n",
    "USER ¦root¦\n",
    "USER 0:0\n",
    "USER root:root\n",
    "FROM debian:12 AS base\nUSER root\nFROM base\nRUN true\n",
  ],
  quiet: [
    "USER app\n",
    "USER root\nRUN true\nUSER app\n",
    "FROM debian:12 AS build\nUSER root\nFROM debian:12\nCOPY --from=build /a /a\nUSER app\n",
    "FROM debian:12 AS base\nUSER root\nFROM base\nUSER app\n",
    "RUN true\n",
  ],
});
