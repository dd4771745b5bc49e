import { replaceFix } from "../check.ts";
import type { Rule } from "./rule.ts";
import { finalStages, lineage } from "./stageSteps.ts";

export const dl3057: Rule = {
  code: "DL3057",
  severity: "ignore",
  title: "Say how the health of the container is checked",
  message: "`HEALTHCHECK` instruction missing.",
  why: "Without a HEALTHCHECK, Docker knows whether the program runs, not whether it works. Where something else asks, HEALTHCHECK NONE says so.",
  bad: 'FROM busybox:1.37\nCMD ["httpd", "-f"]\n',
  good: 'FROM busybox:1.37\nHEALTHCHECK CMD ["wget", "-q", "-O", "-", "http://localhost/"]\nCMD ["httpd", "-f"]\n',
  find: (context) =>
    finalStages(context).flatMap((stage) => {
      const instructions = lineage(stage, context).flatMap((each) => each.stage.instructions);
      if (instructions.some(({ name }) => name === "HEALTHCHECK")) return [];
      const { from, range } = stage.stage;
      const end = { start: range.end, end: range.end };
      // Behind a backslash that continues nothing, it would be part of the last line.
      const { text, lines, escape: escapeCharacter } = context.dockerfile.syntax;
      const dangles = text[lines.offsetAt(range.end) - 1] === escapeCharacter;
      return [
        {
          range: from.image.range,
          at: from.range,
          fixes: dangles ? [] : [replaceFix("Say that there is none", end, "\nHEALTHCHECK NONE")],
        },
      ];
    }),
};
