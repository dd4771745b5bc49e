import { create } from "zustand";
import { readStored, writeStored } from "../../lib/storage.ts";

/** What the layouts know of lessons: everything else is loaded once there is one. */
interface LessonShown {
  /** Whether a lesson is on the page. */
  readonly shown: boolean;
  /** On narrow screens, where its text is folded into a strip: whether it is open. */
  readonly isOpen: boolean;
  /** Beside a lesson the context files are folded, until somebody opens them. */
  readonly hasFiles: boolean;
  /** The lesson that somebody is asked about before it starts: its ID, and the step that a link leads to. */
  readonly asked: { readonly lesson: string; readonly step: number | undefined } | undefined;
}

const KEY = "strata.lesson-files";
const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";

export const useLessonShown = create<LessonShown>(() => ({
  shown: false,
  isOpen: true,
  hasFiles: readStored(KEY, isBoolean) ?? false,
  asked: undefined,
}));

export function setLessonOpen(isOpen: boolean): void {
  useLessonShown.setState({ isOpen });
}

export function setLessonFiles(hasFiles: boolean): void {
  useLessonShown.setState({ hasFiles });
  writeStored(KEY, hasFiles);
}

export function askAboutLesson(asked: LessonShown["asked"]): void {
  useLessonShown.setState({ asked });
}
