import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3023 } from "./dl3023.ts";

describeRule(dl3023, bashFromModules, {
  fires: ["FROM debian:12 AS app\nCOPY --from=app /a /b\n"],
  quiet: ["FROM debian:12 AS build\nFROM debian:12 AS app\nCOPY --from=build /a /b\n"],
});
