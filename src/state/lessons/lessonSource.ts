import { create } from "zustand";
import type { LessonSource } from "#contract/lessonSource.ts";
import { parseJson } from "#contract/parseJson.ts";
import { getLessonSource } from "../../api/lessonSource.ts";

export type SourceFiles = LessonSource["files"];

interface Shown {
  /** The lesson whose source this is, and its revision. */
  readonly of?: string;
  readonly files: SourceFiles;
  /** The file that somebody chose, and the line that they asked for, from 0. Otherwise the one of the step is shown. */
  readonly chosen?: { readonly path: string; readonly line?: number };
}

export const useLessonSource = create<Shown>(() => ({ files: [] }));

/** Reads the source again if the lesson is another one than last time. */
export async function readLessonSource(lesson: string, revision: string): Promise<void> {
  const of = `${lesson} ${revision}`;
  const before = useLessonSource.getState().of;
  if (before === of) return;
  const isOther = before?.split(" ")[0] !== lesson;
  useLessonSource.setState(isOther ? { of, files: [] } : { ...useLessonSource.getState(), of }, true);
  const source = await getLessonSource(lesson);
  if (source.ok && useLessonSource.getState().of === of) useLessonSource.setState({ files: source.value.files });
}

export function chooseSource(path: string | undefined, line?: number): void {
  const { of, files } = useLessonSource.getState();
  const chosen = path === undefined ? {} : { chosen: { path, ...(line !== undefined && { line }) } };
  useLessonSource.setState({ ...(of !== undefined && { of }), files, ...chosen }, true);
}

/** The file with the text of a step (from 0; -1 is the introduction), as the index has it. */
export function fileOfStep(files: SourceFiles, step: number): string | undefined {
  const index = files.find(({ path }) => path === "index.json");
  const texts = index === undefined ? [] : textsOf(index.text);
  const wanted = step < 0 ? texts[0] : texts[Math.min(step + 1, texts.length - 1)];
  const found = files.find(({ path }) => path === wanted) ?? files.find(({ path }) => path.endsWith(".md"));
  return (found ?? files[0])?.path;
}

/** The files of the introduction, the steps, and the end. */
function textsOf(index: string): readonly (string | undefined)[] {
  const details = field(parseJson(index), "details");
  const steps = field(details, "steps");
  return [field(details, "intro"), ...(Array.isArray(steps) ? steps : []), field(details, "finish")].map((part) => {
    const text = field(part, "text");
    return typeof text === "string" ? text : undefined;
  });
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
