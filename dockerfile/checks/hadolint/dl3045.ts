import { pathFix } from "./pathFix.ts";
import type { Rule } from "./rule.ts";
import { unquoted } from "./stageSteps.ts";

export const dl3045: Rule = {
  code: "DL3045",
  severity: "warning",
  title: "Copy to a relative path only after WORKDIR",
  message: "`COPY` to a relative destination without `WORKDIR` set.",
  why: "A relative destination starts at the base image's WORKDIR, which can change with its next version. Set a WORKDIR, or start the path with a slash.",
  bad: "FROM busybox:1.37\nCOPY app bin/\n",
  good: "FROM busybox:1.37\nCOPY app /bin/\n",
  find: (context) => {
    // Stages that set one for the images that start from them.
    const forChildren = new Set<number>();
    return context.visits.flatMap(({ instruction, workdirSet, stage: { index } }) => {
      const kept = instruction.name === "ONBUILD" ? instruction.trigger : undefined;
      if (kept?.name === "WORKDIR") forChildren.add(index);
      const copy = kept ?? instruction;
      if (copy.name !== "COPY" || workdirSet || (kept !== undefined && forChildren.has(index))) return [];
      const { raw, range } = copy.destination;
      if (/^([/$\\]|[A-Za-z]:)/.test(unquoted(raw))) return [];
      const path = unquoted(raw).replace(/^\.(\/|$)/, "");
      const fix = pathFix(
        context,
        `Write /${path}`,
        copy.destination,
        raw.replace(unquoted(raw), () => `/${path}`),
      );
      return [{ range, at: instruction.range, fixes: [fix] }];
    });
  },
};
