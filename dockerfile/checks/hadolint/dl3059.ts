import { joinRuns } from "../../shell/joinRuns.ts";
import type { Rule, StageRun } from "./rule.ts";

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
    return context.dockerfile.stages.flatMap(({ instructions }) => {
      // The RUNs that could be one: the next is compared with the first of them.
      let row: StageRun[] = [];
      return instructions.flatMap((instruction) => {
        const run = runs.get(instruction.range);
        const [first] = row;
        if (run === undefined) {
          row = [];
          return [];
        }
        if (first === undefined || !sameFlags(first.instruction, run.instruction)) {
          row = [run];
          return [];
        }
        if (countOf(first) > FEW || countOf(run) > FEW) {
          row = [run];
          return [];
        }
        row = [...row, run];
        const edits = joinRuns(row, context.dockerfile);
        const title = row.length === 2 ? "Join it with the one above" : "Join it with the ones above";
        const fixes = edits === undefined ? [] : [{ title, edits }];
        return [{ range: run.instruction.keyword.range, at: run.statement.range, fixes }];
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
