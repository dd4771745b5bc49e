import type { Rule } from "./rule.ts";

export const dl3024: Rule = {
  code: "DL3024",
  severity: "error",
  title: "Stage names must be unique",
  message: "FROM aliases (stage names) must be unique",
  why: "If two stages share a name, COPY --from uses the nearest one above. Readers may think of the other.",
  bad: "FROM busybox:1.37 AS app\nFROM debian:12 AS app\n",
  good: "FROM busybox:1.37 AS build\nFROM debian:12 AS app\n",
  sameAs: ["DuplicateStageName"],
  find: ({ dockerfile: { stages } }) => {
    const seen = new Set<string>();
    return stages.flatMap(({ name, from }) => {
      const again = name !== undefined && seen.has(name);
      if (name !== undefined) seen.add(name);
      return again ? [{ range: from.alias?.range ?? from.range, at: from.range }] : [];
    });
  },
};
