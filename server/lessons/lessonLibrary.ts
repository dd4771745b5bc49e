import type { LessonEntry } from "#contract/lesson.ts";
import type { LessonSource } from "#contract/lessonSource.ts";
import type { Digest } from "#contract/names/digest.ts";
import { ProblemError, problemError } from "#contract/problemError.ts";
import type { OpenedLesson } from "#lessons/openLesson.ts";
import { findLessons, type LessonRoots } from "./lessonFolders.ts";
import type { LessonPlace } from "./lessonPlace.ts";
import type { LessonThreads } from "./lessonThreads.ts";
import { LessonWatch } from "./lessonWatch.ts";
import { type TriedLessons, triedId } from "./triedLessons.ts";

/** A lesson, and where its files are. */
export interface FoundLesson extends OpenedLesson {
  readonly place: LessonPlace;
}

interface Sought {
  readonly id: string;
  readonly source: LessonEntry["source"];
  readonly place: LessonPlace;
}

/** Tried lessons in memory. */
const MAX_OPEN = 100;

/** The lessons that a person may take: those of the project, of the operator's folders, and those that they try. */
export class LessonLibrary {
  readonly #roots: LessonRoots;
  readonly #threads: LessonThreads;
  readonly #tried: TriedLessons;
  readonly watch: LessonWatch;
  /** By place. */
  readonly #opened = new Map<string, Promise<OpenedLesson>>();

  constructor(roots: LessonRoots, threads: LessonThreads, tried: TriedLessons) {
    this.#roots = roots;
    this.#threads = threads;
    this.#tried = tried;
    this.watch = new LessonWatch((dir) => this.#opened.delete(keyOf({ kind: "folder", dir })));
  }

  /** Those that can be read, in the order in which they are best taken; tried ones first. */
  async list(owner: string): Promise<readonly LessonEntry[]> {
    const tried = this.#tried.list(owner).map(({ id, context }) => triedLesson(id, context));
    const offered = findLessons(this.#roots).map(
      ({ id, dir, source }): Sought => ({ id, source, place: { kind: "folder", dir } }),
    );
    const opened = await Promise.all([...tried, ...offered].map((sought) => this.#open(sought).catch(unlessBroken)));
    return opened.flatMap((lesson) => (lesson === undefined ? [] : [entryOf(lesson)]));
  }

  /** Throws `lesson/not-found`, also for a lesson that another owner tries, and `lesson/invalid`. */
  async get(owner: string, id: string): Promise<FoundLesson> {
    const sought = this.#seek(owner, id);
    if (sought === undefined) throw notFound(id);
    return { ...(await this.#open(sought)), place: sought.place };
  }

  /** The texts it is written in. Throws as `get` does. */
  async source(owner: string, id: string): Promise<LessonSource> {
    const { place } = await this.get(owner, id);
    return { files: await this.#threads.ask({ about: "source", place }) };
  }

  /** Opens a context as a lesson to try. Throws `lesson/invalid`. */
  async try(owner: string, context: Digest): Promise<LessonEntry> {
    const opened = await this.#open(triedLesson(triedId(context), context));
    this.#tried.add(owner, triedId(context), context);
    return entryOf(opened);
  }

  #seek(owner: string, id: string): Sought | undefined {
    const context = this.#tried.get(owner, id);
    if (context !== undefined) return triedLesson(id, context);
    const folder = findLessons(this.#roots).find((found) => found.id === id);
    return folder && { id, source: folder.source, place: { kind: "folder", dir: folder.dir } };
  }

  async #open({ id, source, place }: Sought): Promise<OpenedLesson> {
    const key = keyOf(place);
    const known = this.#opened.get(key);
    if (known !== undefined) return known;
    if (place.kind === "folder") this.watch.add(place.dir);
    const opened = this.#threads.ask({ about: "open", place, identity: { id, source } });
    this.#opened.set(key, opened);
    this.#forgetOldest();
    try {
      return await opened;
    } catch (error) {
      this.#opened.delete(key);
      throw error;
    }
  }

  #forgetOldest(): void {
    const tried = [...this.#opened.keys()].filter((key) => key.startsWith("context:"));
    for (const key of tried.slice(0, Math.max(0, tried.length - MAX_OPEN))) this.#opened.delete(key);
  }

  close(): void {
    this.watch.close();
  }
}

function triedLesson(id: string, digest: Digest): Sought {
  return { id, source: "tried", place: { kind: "context", digest } };
}

function keyOf(place: LessonPlace): string {
  return place.kind === "folder" ? `folder:${place.dir}` : `context:${place.digest}`;
}

function entryOf({ lesson }: OpenedLesson): LessonEntry {
  const { id, title, description, source, minutes, mistakes, steps } = lesson;
  return { id, title, description, source, ...(minutes !== undefined && { minutes }), steps: steps.length, mistakes };
}

/** A lesson that can't be read is not offered. */
function unlessBroken(error: unknown): undefined {
  if (!(error instanceof ProblemError)) throw error;
}

function notFound(id: string): ProblemError {
  return problemError("lesson/not-found", `Lesson ${JSON.stringify(id.slice(0, 64))} not found.`);
}
