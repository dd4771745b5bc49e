import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3022 } from "./dl3022.ts";

describeRule(dl3022, bashFromModules, {
  fires: ["FROM scratch\nCOPY --from=build foo .\nFROM node:22 AS build\n", "COPY --from=¦build¦ /a /b\n"],
  quiet: [
    "FROM debian:12 AS build\nFROM debian:12\nCOPY --from=build /a /b\n",
    "FROM debian:12\nFROM debian:12\nCOPY --from=0 /a /b\n",
    "COPY --from=debian:12 /a /b\n",
    "COPY a b\n",
    "FROM debian:12 AS build\nFROM debian:12\nCOPY --from=BUILD /a /b\n",
  ],
});
