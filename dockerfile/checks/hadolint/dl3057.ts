import type { Position } from "#contract/range.ts";
import { parseSyntax, type SyntaxDocument } from "../../syntax/parseSyntax.ts";
import { replaceFix } from "../context/check.ts";
import type { Rule } from "./rule.ts";
import { finalStages, lineage } from "./stageSteps.ts";

export const dl3057: Rule = {
  code: "DL3057",
  severity: "ignore",
  title: "Add a HEALTHCHECK",
  message: "`HEALTHCHECK` instruction missing.",
  why: "Without a HEALTHCHECK, Docker knows whether the program runs, not whether it works. If something else checks it, say so with HEALTHCHECK NONE.",
  bad: 'FROM busybox:1.37\nCMD ["httpd", "-f"]\n',
  good: 'FROM busybox:1.37\nHEALTHCHECK CMD ["wget", "-q", "-O", "-", "http://localhost/"]\nCMD ["httpd", "-f"]\n',
  find: (context) =>
    finalStages(context).flatMap((stage) => {
      const instructions = lineage(stage, context).flatMap((each) => each.stage.instructions);
      if (instructions.some(({ name }) => name === "HEALTHCHECK")) return [];
      const { from, range } = stage.stage;
      const end = { start: range.end, end: range.end };
      const isOpen = endsOpen(context.dockerfile.syntax, range.end);
      return [
        {
          range: from.image.range,
          at: from.range,
          fixes: isOpen ? [] : [replaceFix("Say that there is none", end, "\nHEALTHCHECK NONE")],
        },
      ];
    }),
};

/** Whether a line behind the last statement would be part of it: a heredoc has no end, or a continuation continues nothing. */
function endsOpen({ text, lines, statements, escape: escapeCharacter }: SyntaxDocument, position: Position): boolean {
  const end = lines.offsetAt(position);
  const start = statements.findLast((each) => each.start < end)?.start ?? end;
  const after = parseSyntax(`# escape=${escapeCharacter}\n${text.slice(start, end)}\nHEALTHCHECK NONE`);
  return after.statements.length < 2;
}
