import type { Fix } from "#contract/diagnostic.ts";
import { replaceFix } from "../context/check.ts";
import type { Rule, RuleContext, StageRun } from "./rule.ts";

/** More commands than this in a RUN, and it was parted on purpose. */
const FEW = 2;

export const dl3059: Rule = {
  code: "DL3059",
  severity: "info",
  title: "Join consecutive RUNs",
  message: "Multiple consecutive `RUN` instructions. Consider consolidation.",
  why: "Every RUN adds a layer, and files deleted by a later RUN stay in the earlier layer. Joined with &&, they make one.",
  bad: "FROM busybox:1.37\nRUN mkdir /app\nRUN touch /app/ready\n",
  good: "FROM busybox:1.37\nRUN mkdir /app \\\n    && touch /app/ready\n",
  find: (context) => {
    const runs = new Map(context.runs.filter(({ onbuild }) => !onbuild).map((run) => [run.instruction.range, run]));
    let before: StageRun | undefined;
    return context.dockerfile.stages.flatMap(({ instructions }) => {
      before = undefined;
      return instructions.flatMap((instruction, index) => {
        const run = runs.get(instruction.range);
        const previous = before;
        before = run;
        if (run === undefined || previous === undefined || !sameFlags(previous.instruction, run.instruction)) return [];
        if (countOf(previous) > FEW || countOf(run) > FEW) return [];
        // The next is compared with the first of the row.
        before = previous;
        const isBelow = instructions[index - 1]?.range === previous.instruction.range;
        const fix = isBelow ? joinFix(previous, run, context) : undefined;
        return [
          { range: run.instruction.keyword.range, at: run.statement.range, fixes: fix === undefined ? [] : [fix] },
        ];
      });
    });
  },
};

const countOf = ({ script }: StageRun): number =>
  script.commands.filter(({ inside }) => !inside.includes("wrapper")).length;

function sameFlags(a: StageRun["instruction"], b: StageRun["instruction"]): boolean {
  return (
    a.network === b.network &&
    a.security === b.security &&
    sameItems(mountsOf(a), mountsOf(b)) &&
    sameItems(a.devices, b.devices)
  );
}

const mountsOf = ({ mounts }: StageRun["instruction"]): readonly string[] => mounts.map(({ raw }) => raw).toSorted();

const sameItems = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/** Only for command lines that stand right below each other, without a comment between them. */
function joinFix(first: StageRun, second: StageRun, { dockerfile }: RuleContext): Fix | undefined {
  const plain = [first, second].every(
    ({ form, statement, script }) => form === "line" && statement.heredocs.length === 0 && !script.wrong,
  );
  if (!plain || second.statement.commentsAbove.length > 0 || /[;&|]\s*$|(^|\s)#/.test(first.source.text))
    return undefined;
  const { lines, text } = dockerfile.syntax;
  const start = first.statement.range.end;
  const end = second.source.rangeOf(0, second.source.text.length).start;
  if (/^\s*#/m.test(text.slice(lines.offsetAt(start), lines.offsetAt(second.statement.range.start)))) return undefined;
  return replaceFix("Join it with the one above", { start, end }, ` ${dockerfile.escape}\n    && `);
}
