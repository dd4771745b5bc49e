import { pathFix } from "./pathFix.ts";
import type { Rule } from "./rule.ts";
import { unquoted } from "./stageSteps.ts";

export const dl3021: Rule = {
  code: "DL3021",
  severity: "error",
  title: "COPY with several sources needs a folder",
  message: "COPY with more than 2 arguments requires the last argument to end with /",
  why: "Several files can't become one, so the destination must be a folder, marked by a trailing slash. Docker fails without it.",
  bad: "FROM busybox:1.37\nCOPY a b /app\n",
  good: "FROM busybox:1.37\nCOPY a b /app/\n",
  sameAs: ["copy"],
  find: (context) =>
    context.steps.flatMap(({ instruction, at }) => {
      if (instruction.name !== "COPY" || instruction.sources.length < 2) return [];
      const { raw, range } = instruction.destination;
      if (unquoted(raw).endsWith("/")) return [];
      const newText = /^(["']).*\1$/.test(raw) ? `${raw.slice(0, -1)}/${raw.slice(-1)}` : `${raw}/`;
      return [{ range, at, fixes: [pathFix(context, "End it with a slash", instruction.destination, newText)] }];
    }),
};
