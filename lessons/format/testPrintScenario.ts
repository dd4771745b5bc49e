import type { Scenario, ScenarioAnswer, ScenarioStep } from "../scenario.ts";
import { printNodes } from "./testPrintNodes.ts";
import { printMistake } from "./testReadFolder.ts";

/** A whole lesson as a text that is easy to read and compare. */
export function printScenario({ title, description, minutes, intro, steps, finish, gaps, mistakes }: Scenario): string {
  return [
    `${title}: ${description}${minutes === undefined ? "" : ` (${minutes} minutes)`}`,
    ...(intro === undefined ? [] : printStep("intro", intro)),
    ...steps.flatMap((step, index) => printStep(`step ${index + 1}`, step)),
    ...(finish === undefined ? [] : printStep("finish", finish)),
    ...gaps.map(({ what, means }) => `gap: ${what}. ${means}`),
    ...mistakes.map((mistake) => `mistake: ${printMistake(mistake)}`),
    "",
  ].join("\n");
}

function printStep(name: string, step: ScenarioStep): string[] {
  const scripts = (["foreground", "background", "verify"] as const).flatMap((kind) => {
    const script = step[kind];
    return script === undefined ? [] : [`  ${kind} ${script.file}: ${JSON.stringify(script.text)}`];
  });
  return [
    `${name}: ${step.title}`,
    ...step.assets.map(
      ({ from, to, mode }) => `  asset ${from} → ${to}${mode === undefined ? "" : ` ${mode.toString(8)}`}`,
    ),
    ...scripts,
    ...indented(printNodes(step.text)),
    ...(step.hint === undefined ? [] : ["  hint", ...indented(printNodes(step.hint)).map((line) => `  ${line}`)]),
    ...step.answers.map((answer) => `  answer ${answer.question}: ${printAnswer(answer)}`),
  ];
}

function printAnswer(answer: ScenarioAnswer): string {
  return answer.kind === "choices" ? answer.right.join(" + ") : `${answer.matches} ${answer.text}`;
}

function indented(text: string): string[] {
  return text === "" ? [] : text.split("\n").map((line) => `  ${line}`);
}
