import type { Rule } from "./rule.ts";

export const dl3066: Rule = {
  code: "DL3066",
  severity: "info",
  title: "Use a numeric USER",
  message: "Non-numeric user-id may not be resolvable by host system",
  why: "With runAsNonRoot, Kubernetes only starts an image if it can tell that the user is not root. A number shows it, a name does not.",
  bad: "FROM busybox:1.37\nUSER app\n",
  good: "FROM busybox:1.37\nUSER 1000\n",
  find: ({ visits, dockerfile }) => {
    const declared = new Set(dockerfile.metaArgs.flatMap(({ args }) => args.map(({ key }) => key.raw)));
    return visits.flatMap(({ instruction }) => {
      if (instruction.name === "ARG") for (const { key } of instruction.args) declared.add(key.raw);
      if (instruction.name === "ENV") for (const { key } of instruction.pairs) declared.add(key.raw);
      if (instruction.name !== "USER") return [];
      const { raw, range } = instruction.user;
      const [id = ""] = raw.split(":");
      const variable = /\$\{?(\w+)/.exec(raw)?.[1];
      if (/^\d*$/.test(id) || (variable !== undefined && declared.has(variable))) return [];
      return [{ range, at: instruction.range }];
    });
  },
};
