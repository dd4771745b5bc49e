import { readPragma } from "../context/pragma.ts";
import type { Rule } from "./rule.ts";
import { removeLines } from "./stageSteps.ts";

export const dl1001: Rule = {
  code: "DL1001",
  severity: "ignore",
  title: "Do not use inline ignore pragmas",
  message: "Please refrain from using inline ignore pragmas  `# hadolint ignore=DLxxxx`.",
  why: "Exceptions hidden in comments are easy to miss. To keep them in one place, list them in .hadolint.yaml.",
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
