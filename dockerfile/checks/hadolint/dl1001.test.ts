import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl1001 } from "./dl1001.ts";

describeRule(dl1001, bashFromModules, {
  fires: ["# hadolint ignore=DL3006\nFROM debian\n"],
  quiet: [
    "# hadolint global ignore=DL3006\nFROM debian\n",
    "# a comment\nFROM debian\n",
    "# hadolint shell=bash\nFROM debian\n",
  ],
  fixes: [["# hadolint ignore=DL3006\nFROM debian:12\n", "FROM debian:12\n"]],
});
