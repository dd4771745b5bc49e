import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3007 } from "./dl3007.ts";

describeRule(dl3007, bashFromModules, {
  fires: ["FROM ¦debian:latest¦\n", "FROM localhost:5000/debian:latest\n"],
  quiet: [
    "FROM debian:12\n",
    "FROM debian\n",
    "FROM debian:latest@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
  ],
});
