import type { Rule } from "./rule.ts";

export const dl3063: Rule = {
  code: "DL3063",
  severity: "warning",
  title: "Do not name a stage scratch or context",
  message: "stage name should not be a reserved word",
  why: "scratch is the empty image, and context is the build context. A stage with either name is ambiguous.",
  bad: "FROM busybox:1.37 AS scratch\n",
  good: "FROM busybox:1.37 AS build\n",
  sameAs: ["ReservedStageName"],
  find: ({ dockerfile: { stages } }) =>
    stages.flatMap(({ name, from }) =>
      name === "scratch" || name === "context" ? [{ range: from.alias?.range ?? from.range, at: from.range }] : [],
    ),
};
