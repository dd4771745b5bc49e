import { allLines, emptyLog } from "../../state/build/buildLog.ts";
import type { BuildRun } from "../../state/build/buildState.ts";
import { numberedSteps } from "../../state/build/buildSummary.ts";
import { stripAnsi } from "./ansi.ts";

/** The log as plain text, for the clipboard. */
export function logText(run: Pick<BuildRun, "steps" | "logs">): string {
  const steps = numberedSteps(run.steps);
  const parts = steps.flatMap((step, index) => {
    if (step.state === "pending") return [];
    const lines = allLines(run.logs[step.id] ?? emptyLog).map(stripAnsi);
    return [`[${index + 1}/${steps.length}] ${step.title} (${step.state})`, ...lines.map((line) => `  ${line}`)];
  });
  return `${parts.join("\n")}\n`;
}
