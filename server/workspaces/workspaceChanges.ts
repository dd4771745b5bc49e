import { EventEmitter } from "node:events";

/** Notifies watchers of a workspace that it was saved, or that its progress in a lesson changed. */
export class WorkspaceChanges {
  readonly #saves = new EventEmitter().setMaxListeners(0);
  readonly #lessons = new EventEmitter().setMaxListeners(0);
  readonly #watchers = new Set<(id: string) => void>();

  saved(id: string): void {
    this.#saves.emit(id);
    for (const watcher of this.#watchers) watcher(id);
  }

  lessonChanged(id: string): void {
    this.#lessons.emit(id);
  }

  /** Calls back after each save of a workspace; returns a function that unsubscribes. */
  onSaved(id: string, listener: () => void): () => void {
    this.#saves.on(id, listener);
    return () => this.#saves.off(id, listener);
  }

  onLesson(id: string, listener: () => void): () => void {
    this.#lessons.on(id, listener);
    return () => this.#lessons.off(id, listener);
  }

  /** Calls back after each save of any workspace. */
  onAnySaved(watcher: (id: string) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }
}
