import { EventEmitter } from "node:events";
import fs from "node:fs";

/** Editors write a file in several steps. */
const DEBOUNCE = 150;

/** Notices when files of lessons change. A folder that can't be watched is read once. */
export class LessonWatch {
  readonly #onChange: (dir: string) => void;
  readonly #watchers = new Map<string, fs.FSWatcher>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #changes = new EventEmitter().setMaxListeners(0);

  constructor(onChange: (dir: string) => void) {
    this.#onChange = onChange;
  }

  add(dir: string): void {
    if (this.#watchers.has(dir)) return;
    try {
      const watcher = fs.watch(dir, { recursive: true, persistent: false }, () => this.#noticed(dir));
      watcher.on("error", () => this.#forget(dir));
      this.#watchers.set(dir, watcher);
    } catch {
      this.#forget(dir);
    }
  }

  /** Calls back when a lesson in this folder changed; returns a function that unsubscribes. */
  onChange(dir: string, listener: () => void): () => void {
    this.#changes.on(dir, listener);
    return () => this.#changes.off(dir, listener);
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #noticed(dir: string): void {
    clearTimeout(this.#timers.get(dir));
    const timer = setTimeout(() => {
      this.#timers.delete(dir);
      this.#onChange(dir);
      this.#changes.emit(dir);
    }, DEBOUNCE);
    this.#timers.set(dir, timer.unref());
  }

  #forget(dir: string): void {
    this.#watchers.get(dir)?.close();
    this.#watchers.delete(dir);
  }
}
