import type { LessonNode } from "#contract/lesson.ts";
import type { ScenarioAnswer, ScenarioScript, ScenarioStep } from "../../scenario.ts";
import type { FolderFiles } from "../folderFiles.ts";
import { folderPath } from "../folderFiles.ts";
import { HINT_SCRIPT } from "../gaps.ts";
import { fileText, inlineText, type LessonText } from "../lessonText.ts";
import { MAX_QUESTIONS } from "../limits.ts";
import { readText } from "../markdown/readText.ts";
import type { PathRoots } from "../workspacePath.ts";
import { readAssets } from "./assets.ts";
import type { IndexMap } from "./indexNode.ts";
import type { IndexReader, Written } from "./indexValues.ts";

/** What steps are read with. */
export interface StepContext {
  readonly reader: IndexReader;
  readonly folder: FolderFiles;
  readonly roots: PathRoots;
}

/** A step, an introduction, or an end. `number` is the step's, from 1: 0 for the introduction. */
export function readStep(step: IndexMap, number: number, title: string, context: StepContext): ScenarioStep {
  const { reader, folder, roots } = context;
  const answers: ScenarioAnswer[] = [];
  const nodesOf = (written: Written | undefined): LessonNode[] => {
    const source = written === undefined ? undefined : textOf(written, context);
    if (source === undefined) return [];
    const questionId = () => (answers.length >= MAX_QUESTIONS ? undefined : `${number}.${answers.length + 1}`);
    return readText({ source, findings: reader.findings, folder, roots, answers, questionId });
  };
  const text = nodesOf(reader.text(step, "text"));
  const credits = nodesOf(reader.text(step, "credits"));
  const hint = [...nodesOf(hintOf(step, reader)), ...solution(nodesOf(reader.text(step, "answer", "solution")))];
  return {
    title: reader.text(step, "title")?.text.trim() ?? title,
    text: [...text, ...credits],
    answers,
    assets: readAssets(step, reader, folder, roots),
    ...(hint.length === 0 ? {} : { hint }),
    ...scripts(step, context),
  };
}

function scripts(step: IndexMap, context: StepContext): Pick<ScenarioStep, "foreground" | "background" | "verify"> {
  const { reader } = context;
  const foreground = scriptOf(reader.text(step, "foreground", "code"), context);
  const background = scriptOf(reader.text(step, "background", "courseData"), context);
  const verify = scriptOf(reader.text(step, "verify"), context);
  return {
    ...(foreground === undefined ? {} : { foreground }),
    ...(background === undefined ? {} : { background }),
    ...(verify === undefined ? {} : { verify }),
  };
}

/** Challenges may have a script that prints hints. */
function hintOf(step: IndexMap, reader: IndexReader): Written | undefined {
  const written = reader.text(step, "hint");
  if (written === undefined || !/^\S+\.sh$/.test(written.text)) return written;
  reader.findings.gap(HINT_SCRIPT);
  return undefined;
}

/** Katacoda's answer of a step: behind the hint, folded. */
function solution(nodes: LessonNode[]): LessonNode[] {
  if (nodes.length === 0) return [];
  const summary: LessonNode = { kind: "element", tag: "summary", children: [{ kind: "text", text: "Solution" }] };
  return [{ kind: "element", tag: "details", children: [summary, ...nodes] }];
}

function scriptOf(written: Written | undefined, context: StepContext): ScenarioScript | undefined {
  const source = written === undefined ? undefined : textOf(written, context);
  return source === undefined ? undefined : { file: source.file, text: source.text };
}

/** The file that a value names, or the value itself if it is a text. */
function textOf(written: Written, { reader, folder }: StepContext): LessonText | undefined {
  const { file, findings } = reader;
  const path = folderPath(written.text);
  if (path !== undefined && folder.has(path)) {
    const text = folder.text(path, { file, range: written.range });
    return text === undefined ? undefined : fileText(path, text);
  }
  if (!namesFile(written.text)) return inlineText(file, written.text, written.range);
  const name = written.text.trim();
  if (path === undefined)
    return findings.error(file, written.range, `${name} leads out of the lesson's folder. Name a file in it.`);
  return findings.error(
    file,
    written.range,
    `${name} is not in the lesson's folder. Add the file, or correct the name.`,
  );
}

/** One word that looks like a path: a text has spaces. */
function namesFile(value: string): boolean {
  const written = value.trim();
  return !/\s/.test(written) && (/\.[A-Za-z0-9]{1,8}$/.test(written) || written.includes("/"));
}
