import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3012 } from "./dl3012.ts";

describeRule(dl3012, bashFromModules, {
  fires: ['¦HEALTHCHECK¦ NONE\nHEALTHCHECK CMD ["true"]\n'],
  quiet: ["HEALTHCHECK NONE\n", "FROM debian:12 AS a\nHEALTHCHECK NONE\nFROM debian:12\nHEALTHCHECK NONE\n"],
});
