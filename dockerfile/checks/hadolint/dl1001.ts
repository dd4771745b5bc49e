import { readPragma } from "./pragma.ts";
import type { Rule } from "./rule.ts";
import { removeLines } from "./stageSteps.ts";

export const dl1001: Rule = {
  code: "DL1001",
  severity: "ignore",
  title: "Do not use inline ignore pragmas",
  message: "Please refrain from using inline ignore pragmas  `# hadolint ignore=DLxxxx`.",
  why: "An exception in a comment is seen by nobody who looks for exceptions. A team that wants them in one place keeps them in .hadolint.yaml.",
  bad: "# hadolint ignore=DL3006\nFROM busybox\n",
  good: "FROM busybox:1.37\n",
  find: ({ dockerfile }) =>
    dockerfile.syntax.nodes.flatMap((node) => {
      if (node.kind !== "comment" || node.comment === undefined) return [];
      const pragma = readPragma(node.comment.text);
      if (pragma?.kind !== "ignore" || pragma.scope !== "statement") return [];
      const range = dockerfile.syntax.lines.rangeOf(node.comment.start, node.comment.end);
      return [{ range, at: range, next: "List the rule in .hadolint.yaml.", fixes: [removeLines("Remove it", range)] }];
    }),
};
