import type { Rule } from "./rule.ts";
import { finalStages, lineage } from "./stageSteps.ts";

export const dl3002: Rule = {
  code: "DL3002",
  severity: "warning",
  title: "The last USER should not be root",
  message: "Last USER should not be root",
  why: "The container runs as the last USER, and root in a container is one vulnerability away from root on the host. Switch to root only where the build needs it, and back afterwards.",
  bad: "FROM debian:12\nUSER root\n",
  good: "FROM debian:12\nUSER root\nRUN useradd -l app\nUSER app\n",
  find: (context) => {
    const users = finalStages(context).map((stage) =>
      lineage(stage, context)
        .flatMap(({ stage: { instructions } }) => instructions.toReversed())
        .find((instruction) => instruction.name === "USER"),
    );
    return [...new Set(users)].flatMap((user) =>
      user?.name === "USER" && /^(root|0)(:|$)/.test(user.user.raw)
        ? [{ range: user.user.range, at: user.range, next: "Add a USER that is not root after it." }]
        : [],
    );
  },
};
