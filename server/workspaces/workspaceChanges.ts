import { EventEmitter } from "node:events";

/** Notifies watchers of a workspace that it was saved. */
export class WorkspaceChanges {
  readonly #changes = new EventEmitter().setMaxListeners(0);

  saved(id: string): void {
    this.#changes.emit(id);
  }

  /** Calls back after each save of a workspace; returns a function that unsubscribes. */
  onSaved(id: string, listener: () => void): () => void {
    this.#changes.on(id, listener);
    return () => this.#changes.off(id, listener);
  }
}
