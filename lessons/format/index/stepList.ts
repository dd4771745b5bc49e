import type { ScenarioStep } from "../../scenario.ts";
import { FILE_START } from "../lessonText.ts";
import { MAX_STEPS } from "../limits.ts";
import { readAssets } from "./assets.ts";
import type { IndexMap, IndexNode } from "./indexNode.ts";
import { readStep, type StepContext } from "./steps.ts";

export interface StepList {
  readonly intro?: ScenarioStep;
  readonly steps: readonly ScenarioStep[];
  readonly finish?: ScenarioStep;
}

/** The steps of a lesson: as index.json lists them, else `intro.md`, `step1.md`…, and `finish.md` of its folder. */
export function readSteps(root: IndexMap, context: StepContext): StepList {
  const { reader, folder } = context;
  const details = reader.map(root, "details") ?? root;
  const listed = reader.list(details, "steps") ?? numberedSteps(context);
  if (listed.length > MAX_STEPS)
    reader.findings.error(reader.file, details.range, `A lesson has at most ${MAX_STEPS} steps.`);
  const intro = endOf(details, "intro", 0, "Introduction", context);
  const steps = listed.slice(0, MAX_STEPS).flatMap((node, index) => stepOf(node, index + 1, context));
  const finish = endOf(details, "finish", listed.length + 1, "End", context);
  const ends = finish === undefined ? {} : { finish };
  const assets = readAssets(details, reader, folder, context.roots);
  const [first, ...others] = steps;
  if (first !== undefined) {
    const all = { ...first, assets: [...assets, ...first.assets] };
    return { ...(intro === undefined ? {} : { intro }), steps: [all, ...others], ...ends };
  }
  // Killercoda's shortest scenarios are only an introduction: that is what there is to do.
  if (intro !== undefined) return { steps: [{ ...intro, assets: [...assets, ...intro.assets] }], ...ends };
  if (listed.length === 0) {
    const range = details.entries.get("steps")?.range ?? FILE_START;
    reader.findings.error(reader.file, range, 'This lesson has no steps. List them in "details": { "steps": [ … ] }.');
  }
  return { steps: [], ...ends };
}

function stepOf(node: IndexNode, number: number, context: StepContext): ScenarioStep[] {
  const { file, findings } = context.reader;
  if (node.kind !== "map") {
    findings.error(file, node.range, 'A step has to be an object such as { "title": "…", "text": "step1.md" }.');
    return [];
  }
  if (!node.entries.has("text")) {
    findings.error(file, node.range, 'This step has no text. Name a file: "text": "step1.md".');
  }
  return [readStep(node, number, `Step ${number}`, context)];
}

/** The introduction or the end: from index.json, or the file of that name. */
function endOf(
  details: IndexMap,
  key: "intro" | "finish",
  number: number,
  title: string,
  context: StepContext,
): ScenarioStep | undefined {
  const listed = context.reader.map(details, key);
  if (listed !== undefined) return readStep(listed, number, title, context);
  const name = `${key}.md`;
  return context.folder.has(name) ? readStep(stepFor(name), number, title, context) : undefined;
}

function numberedSteps({ folder }: StepContext): IndexNode[] {
  const found: IndexNode[] = [];
  for (let number = 1; number <= MAX_STEPS; number++) {
    const name = [`step${number}.md`, `step${number}/text.md`].find((path) => folder.has(path));
    if (name === undefined) break;
    found.push(stepFor(name));
  }
  return found;
}

function stepFor(file: string): IndexMap {
  return {
    kind: "map",
    range: FILE_START,
    entries: new Map([["text", { kind: "value", range: FILE_START, value: file }]]),
  };
}
