import { parseJson } from "#contract/parseJson.ts";

/** The files that make a folder a lesson. */
const INDEXES = ["index.json", "index.yaml", "index.yml"] as const;

export const isLessonIndexPath = (path: string): boolean => INDEXES.some((index) => index === path);

/** Whether an index is that of a lesson, as Katacoda and Killercoda have it, and not of something else. */
export function isLessonIndex(path: string, text: string): boolean {
  if (path !== "index.json") return /^title:/m.test(text) && /^(?:details|backend):/m.test(text);
  const index = parseJson(text);
  return isRecord(index) && [index.details, index.backend].some(isRecord);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
