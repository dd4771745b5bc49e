import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3049 } from "./dl3049.ts";

describeRule(dl3049, bashFromModules, {
  fires: ["FROM ¦debian:12¦\n", "FROM debian:12 AS a\nLABEL version=1\nFROM debian:12\n"],
  quiet: [
    "LABEL version=1\n",
    "FROM debian:12 AS a\nLABEL version=1\nFROM a\n",
    "FROM debian:12 AS a\nFROM debian:12\nCOPY --from=a /x /x\nLABEL version=1\n",
  ],
  config: { labelSchema: { version: "text" } },
});
