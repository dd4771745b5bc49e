import type { LessonEntry } from "#contract/lesson.ts";
import type { MenuItem } from "../../ui/menuItem.ts";
import type { Example } from "./examples.ts";
import { messages } from "./messages.ts";

interface Choices {
  readonly openLesson: (lesson: LessonEntry) => void;
  readonly openExample: (example: Example) => void;
  /** Shows the workspace as a lesson; undefined if it is none. */
  readonly preview: (() => void) | undefined;
}

/** The rows of the menu: lessons, then examples. `lessons` is undefined until they are known. */
export function learnItems(
  lessons: readonly LessonEntry[] | undefined,
  examples: readonly Example[],
  { openLesson, openExample, preview }: Choices,
): readonly MenuItem[] {
  const shown = lessons?.filter(({ source, taken }) => source !== "tried" || taken);
  return [
    ...(preview ? [{ kind: "item", label: messages.preview, icon: "play", onSelect: preview } as const] : []),
    ...(preview ? [{ kind: "separator" } as const] : []),
    ...lessonRows(shown, openLesson),
    { kind: "label", label: messages.examples },
    ...examples.map((example) => ({
      kind: "item" as const,
      label: example.title,
      detail: example.detail,
      onSelect: () => openExample(example),
    })),
  ];
}

function lessonRows(lessons: readonly LessonEntry[] | undefined, open: Choices["openLesson"]): readonly MenuItem[] {
  const label = { kind: "label", label: messages.lessons } as const;
  if (!lessons) return [label, { kind: "item", label: messages.loading, disabled: true, onSelect: () => {} }];
  if (lessons.length === 0) return [];
  return [
    label,
    ...lessons.map((lesson) => ({
      kind: "item" as const,
      label: lesson.title,
      detail: lessonDetail(lesson),
      onSelect: () => open(lesson),
    })),
  ];
}

/** How long it takes, and how far somebody is. */
export function lessonDetail({ minutes, steps, taken }: LessonEntry): string {
  const length = minutes === undefined ? messages.steps(steps) : messages.minutes(minutes);
  if (!taken) return length;
  const far = taken.isFinished ? messages.finished : messages.far(Math.min(Math.max(taken.step + 1, 1), steps), steps);
  return `${length}, ${far}`;
}
