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

/** The lessons, that they are on their way, or that the server could not say. */
export type LessonsToShow = readonly LessonEntry[] | "loading" | "missing";

/**
 * The rows of the menu: lessons, then examples. While lessons are on their way there is nothing to choose: what somebody is
 * about to press must not move.
 */
export function learnItems(
  lessons: LessonsToShow,
  examples: readonly Example[],
  { openLesson, openExample, preview }: Choices,
): readonly MenuItem[] {
  if (lessons === "loading") return [words(messages.loading)];
  return [
    ...(preview ? [{ kind: "item", label: messages.preview, icon: "play", onSelect: preview } as const] : []),
    ...(preview ? [{ kind: "separator" } as const] : []),
    ...lessonRows(lessons, openLesson),
    { kind: "label", label: messages.examples },
    ...examples.map((example) => ({
      kind: "item" as const,
      label: example.title,
      detail: example.detail,
      onSelect: () => openExample(example),
    })),
  ];
}

function lessonRows(lessons: Exclude<LessonsToShow, "loading">, open: Choices["openLesson"]): readonly MenuItem[] {
  const label = { kind: "label", label: messages.lessons } as const;
  if (lessons === "missing") return [label, words(messages.missing)];
  const shown = lessons.filter(({ source, taken }) => source !== "tried" || taken);
  if (shown.length === 0) return [];
  return [
    label,
    ...shown.map((lesson) => ({
      kind: "item" as const,
      label: lesson.title,
      detail: lessonDetail(lesson),
      onSelect: () => open(lesson),
    })),
  ];
}

const words = (label: string): MenuItem => ({ kind: "item", label, disabled: true, onSelect: () => {} });

/** How long it takes, and how far somebody is. */
export function lessonDetail({ minutes, steps, taken }: LessonEntry): string {
  const length = minutes === undefined ? messages.steps(steps) : messages.minutes(minutes);
  if (!taken) return length;
  const far = taken.isFinished ? messages.finished : messages.far(Math.min(Math.max(taken.step + 1, 1), steps), steps);
  return `${length}, ${far}`;
}
