import type { LessonNode } from "#contract/lesson.ts";
import type { Scenario } from "../scenario.ts";
import { readScenario } from "./readScenario.ts";
import { printNodes } from "./testPrintNodes.ts";

/** Reads a lesson from the texts of its files; what is no text is JSON. */
export function readFolder(files: Readonly<Record<string, unknown>>): Scenario {
  const entries = Object.entries(files).map(([path, content]): [string, Uint8Array] => [
    path,
    utf8(typeof content === "string" ? content : JSON.stringify(content, undefined, 2)),
  ]);
  return readScenario(new Map(entries));
}

/** A lesson of one step with this text, and further files. */
export function readStepText(text: string, files: Readonly<Record<string, unknown>> = {}) {
  const index = { title: "One step", details: { steps: [{ title: "Only", text: "step1.md" }] } };
  const scenario = readFolder({ "index.json": index, "step1.md": text, ...files });
  const nodes: readonly LessonNode[] = scenario.steps[0]?.text ?? [];
  return { scenario, nodes, printed: printNodes(nodes), mistakes: scenario.mistakes.map(printMistake) };
}

export function printMistake({ file, range, severity, message }: Scenario["mistakes"][number]): string {
  const { start, end } = range;
  return `${file}:${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1} ${severity} ${message}`;
}

function utf8(text: string): Uint8Array {
  const bytes = encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
}
