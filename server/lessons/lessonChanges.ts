import type { LessonLibrary } from "./lessonLibrary.ts";

interface Followed {
  readonly owner: string;
  /** Of the lesson. */
  readonly id: string;
}

/** The lesson's revision, and again whenever a file of it changes. Lessons that are tried never change. */
export async function* lessonChanges(
  library: LessonLibrary,
  { owner, id }: Followed,
  signal: AbortSignal,
): AsyncGenerator<{ readonly data: string }, void> {
  let change = Promise.withResolvers<void>();
  const wake = () => change.resolve();
  const { place } = await library.get(owner, id);
  const stop = place.kind === "folder" ? library.watch.onChange(place.dir, wake) : () => {};
  signal.addEventListener("abort", wake);
  try {
    for (let told = ""; !signal.aborted; ) {
      const { lesson } = await library.get(owner, id);
      const { revision } = lesson;
      if (revision !== told) yield { data: JSON.stringify({ type: "changed", revision }) };
      told = revision;
      await change.promise;
      change = Promise.withResolvers();
    }
  } finally {
    stop();
  }
}
