import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3057 } from "./dl3057.ts";

describeRule(dl3057, bashFromModules, {
  fires: ["FROM ¦debian:12¦\n"],
  quiet: [
    "HEALTHCHECK NONE\n",
    "FROM debian:12 AS base\nHEALTHCHECK NONE\nFROM base\n",
    "FROM debian:12 AS a\nFROM debian:12\nCOPY --from=a /x /x\nHEALTHCHECK NONE\n",
  ],
  fixes: [['CMD ["x"]\n', 'CMD ["x"]\nHEALTHCHECK NONE\n']],
});
