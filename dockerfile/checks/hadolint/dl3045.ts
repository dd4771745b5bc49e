import { replaceFix } from "../check.ts";
import type { Rule } from "./rule.ts";
import { unquoted } from "./stageSteps.ts";

export const dl3045: Rule = {
  code: "DL3045",
  severity: "warning",
  title: "Copy to a relative path only after WORKDIR",
  message: "`COPY` to a relative destination without `WORKDIR` set.",
  why: "A relative destination begins where the base image's WORKDIR ends, and that may change with its next version. Set a WORKDIR, or begin the path with a slash.",
  bad: "FROM busybox:1.37\nCOPY app bin/\n",
  good: "FROM busybox:1.37\nCOPY app /bin/\n",
  find: ({ visits }) =>
    visits.flatMap(({ instruction, workdirSet }) => {
      if (instruction.name !== "COPY" || workdirSet) return [];
      const { raw, range } = instruction.destination;
      if (/^([/$\\]|[A-Za-z]:)/.test(unquoted(raw))) return [];
      const path = unquoted(raw).replace(/^\.(\/|$)/, "");
      return [
        {
          range,
          at: instruction.range,
          fixes: [replaceFix(`Write /${path}`, range, raw.replace(unquoted(raw), `/${path}`))],
        },
      ];
    }),
};
