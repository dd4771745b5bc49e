import type { LessonProgress } from "#contract/lesson.ts";
import { problemError } from "#contract/problemError.ts";
import type { FoundLesson, LessonLibrary } from "./lessonLibrary.ts";
import type { LessonServices, WorkspacePlace } from "./lessonServices.ts";
import { ended, shownProgress } from "./progress.ts";
import type { ProgressState, ProgressStore, StoredProgress } from "./progressStore.ts";

/** Called with each change of a workspace's progress. */
export type ProgressListener = (owner: string, workspace: string, progress: LessonProgress) => void;

/** How far workspaces are in their lessons: read, changed, and told. */
export class TakenProgress {
  readonly #store: ProgressStore;
  readonly #library: LessonLibrary;
  readonly #services: LessonServices;
  readonly #listeners = new Set<ProgressListener>();

  constructor(store: ProgressStore, library: LessonLibrary, services: LessonServices) {
    this.#store = store;
    this.#library = library;
    this.#services = services;
  }

  /** Calls back after each change of progress; returns a function that unsubscribes. */
  onChange(listener: ProgressListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whosever the workspace is; undefined if it has no lesson. */
  find(workspace: string): StoredProgress | undefined {
    return this.#store.get(workspace);
  }

  /** Undefined if it has no lesson. Throws `workspace/not-found`. */
  storedIfAny(place: WorkspacePlace): StoredProgress | undefined {
    this.#services.workspaces.saved(place.owner, place.id);
    const stored = this.#store.get(place.id);
    return stored?.owner === place.owner ? stored : undefined;
  }

  /** Throws `workspace/not-found`, `lesson/none`. */
  stored(place: WorkspacePlace): StoredProgress {
    const stored = this.storedIfAny(place);
    if (stored) return stored;
    throw problemError("lesson/none", "No lesson was started in this workspace.");
  }

  /** With the lesson. Throws as `stored` does, and `lesson/not-found`. */
  async get(place: WorkspacePlace): Promise<{ readonly stored: StoredProgress; readonly found: FoundLesson }> {
    const stored = this.stored(place);
    return { stored, found: await this.#library.get(place.owner, stored.lesson) };
  }

  /** Stores a change of the latest state, and tells it if there is one. */
  async change(
    place: WorkspacePlace,
    found: FoundLesson,
    change: (state: ProgressState) => ProgressState,
  ): Promise<LessonProgress> {
    const stored = this.stored(place);
    const state = ended(change(stored.state), found, Date.now());
    const changed: StoredProgress = { ...stored, state };
    const progress = shownProgress(changed, found);
    if (JSON.stringify(state) === JSON.stringify(stored.state)) return progress;
    this.#store.put(changed);
    this.#services.changes.lessonChanged(place.id);
    for (const listener of this.#listeners) listener(place.owner, place.id, progress);
    return progress;
  }

  /** Forgets workspaces that are gone for good, and not only deleted. */
  forgetGone(owner: string): void {
    for (const { workspace } of this.#store.of(owner)) {
      if (this.#services.workspaces.revision(owner, workspace) === 0) this.#store.remove(workspace);
    }
  }
}
