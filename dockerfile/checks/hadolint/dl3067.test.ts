import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3067 } from "./dl3067.ts";

describeRule(dl3067, bashFromModules, {
  fires: ["FROM debian:12 AS a\nFROM debian:12\n¦COPY --from=a / /¦\n"],
  quiet: ["FROM debian:12 AS a\nFROM debian:12\nCOPY --from=a /x /\n", "COPY / /\n"],
});
