import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3026 } from "./dl3026.ts";

describeRule(dl3026, bashFromModules, {
  fires: [
    "FROM ¦random.com/debian:12¦\n",
    "FROM debian:12\n",
    "FROM trusted.com/a:1\nCOPY --from=random.com/b:1 /a /b\n",
    "FROM trusted.com/a:1\nRUN --mount=type=bind,from=random.com/b:1 true\n",
  ],
  quiet: [
    "FROM trusted.com/debian:12\n",
    "FROM x.gcr.io/debian:12\n",
    "FROM scratch\n",
    "FROM trusted.com/debian:12 AS build\nFROM build\n",
  ],
  config: { trustedRegistries: ["trusted.com", "*.gcr.io"] },
});
