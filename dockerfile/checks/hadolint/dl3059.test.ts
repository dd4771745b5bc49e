import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3059 } from "./dl3059.ts";

describeRule(dl3059, bashFromModules, {
  fires: ["RUN a\n¦RUN¦ b\n", "RUN a\n# why\nRUN b\n"],
  quiet: [
    "RUN a\n",
    "RUN a\nUSER x\nRUN b\n",
    "RUN a && b && c\nRUN d\n",
    "RUN a\nRUN --mount=type=tmpfs,target=/x b\n",
    "FROM debian:12 AS a\nRUN a\nFROM debian:12\nRUN b\n",
  ],
  fixes: [["RUN a\nRUN b\n", "RUN a \\\n    && b\n"]],
});
