import type { LessonMistake } from "#contract/lesson.ts";
import { getLesson, getMistakes, watchLesson } from "../../api/lessons.ts";
import { lessonOf, useLesson } from "./lesson.ts";

/** Whoever has the files of a lesson may be its author. */
let watched: { readonly lesson: string; readonly stop: AbortController } | undefined;

/** Call once: lists the mistakes in a lesson that is not built in, and shows the lesson again whenever its files change. */
export function watchAuthoring(): void {
  useLesson.subscribe(({ view }, before) => {
    if (view === before.view) return;
    const lesson = view.phase === "taken" && view.lesson.source !== "built-in" ? view.lesson.id : undefined;
    if (lesson === watched?.lesson) return;
    watched?.stop.abort();
    watched = lesson === undefined ? undefined : { lesson, stop: new AbortController() };
    if (!watched) return;
    const { stop } = watched;
    void reload(watched.lesson);
    void watchLesson(watched.lesson, () => void reload(lesson ?? ""), stop.signal);
  });
}

async function reload(id: string): Promise<void> {
  const [lesson, mistakes] = await Promise.all([getLesson(id), getMistakes(id)]);
  const { view } = useLesson.getState();
  if (view.phase !== "taken" || lessonOf(view)?.id !== id) return;
  if (mistakes.ok) useLesson.setState({ mistakes: mistakes.value.mistakes });
  if (lesson.ok && lesson.value.revision !== view.lesson.revision) {
    useLesson.setState({ view: { ...view, lesson: lesson.value } });
  }
}

/** Errors first, then in the order of the files. */
export function sortedMistakes(mistakes: readonly LessonMistake[]): readonly LessonMistake[] {
  const rank = ({ severity }: LessonMistake) => (severity === "error" ? 0 : 1);
  return [...mistakes].sort(
    (a, b) => rank(a) - rank(b) || a.file.localeCompare(b.file) || a.range.start.line - b.range.start.line,
  );
}
