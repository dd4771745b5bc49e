/** The file that makes a folder a lesson. */
export const LESSON_INDEX = "index.json";

/** Whether an index.json is that of a lesson, as Katacoda and Killercoda have it, and not of something else. */
export function isLessonIndex(text: string): boolean {
  const index = parse(text);
  if (!isRecord(index)) return false;
  const details = isRecord(index.details) ? index.details : index;
  return Array.isArray(details.steps) && details.steps.every(isRecord);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
