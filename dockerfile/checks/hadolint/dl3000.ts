import { replaceFix } from "../context/check.ts";
import type { Rule } from "./rule.ts";
import { unquoted } from "./stageSteps.ts";

export const dl3000: Rule = {
  code: "DL3000",
  severity: "error",
  title: "Use an absolute WORKDIR",
  message: "Use absolute WORKDIR",
  why: "A relative WORKDIR depends on the previous one, maybe in another file. An absolute one says where the next commands run.",
  bad: "FROM busybox:1.37\nWORKDIR app\n",
  good: "FROM busybox:1.37\nWORKDIR /app\n",
  sameAs: ["WorkdirRelativePath"],
  find: ({ steps }) =>
    steps.flatMap(({ instruction, at }) => {
      if (instruction.name !== "WORKDIR") return [];
      const { raw, range } = instruction.path;
      if (/^([$/\\]|[A-Za-z]:)/.test(unquoted(raw))) return [];
      const start = { ...range.start, character: range.start.character + (/^["']/.test(raw) ? 1 : 0) };
      return [{ range, at, fixes: [replaceFix("Begin it with a slash", { start, end: start }, "/")] }];
    }),
};
