import { commandFinding } from "./commandFinding.ts";
import type { Rule, StageRun } from "./rule.ts";

const TOOLS = ["curl", "wget"];

export const dl4001: Rule = {
  code: "DL4001",
  severity: "warning",
  title: "Use wget or curl, not both",
  message: "Either use Wget or Curl but not both",
  why: "Both do the same job, and each has to be installed and updated. One per stage is enough.",
  bad: "FROM debian:12\nRUN wget -q https://example.com/a\nRUN curl -O https://example.com/b\n",
  good: "FROM debian:12\nRUN curl -O https://example.com/a\nRUN curl -O https://example.com/b\n",
  find: ({ runs }) => {
    const seen = new Map<number, Set<string>>();
    return runs.flatMap((run) => {
      const used = run.script.commands.filter(({ name }) => TOOLS.includes(name));
      const names = seenIn(seen, run);
      for (const { name } of used) names.add(name);
      const last = used[used.length - 1];
      return last === undefined || names.size < TOOLS.length ? [] : [commandFinding(run, { place: last.nameWord })];
    });
  },
};

/** Triggers of ONBUILD run in another image. */
function seenIn(seen: Map<number, Set<string>>, { stage, onbuild }: StageRun): Set<string> {
  const key = onbuild ? -2 : (stage?.index ?? -1);
  const names = seen.get(key) ?? new Set<string>();
  seen.set(key, names);
  return names;
}
