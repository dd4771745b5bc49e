import type { BuildSummary } from "#contract/build.ts";

/** Notified when there is time for work between builds. */
export interface BuildWatcher {
  /** No build is queued or running. */
  readonly onIdle: () => void;
  /** A build has ended while others continue. */
  readonly onEnd: () => void;
}

export interface FinishedBuild {
  readonly owner: string;
  /** The one that its request named. */
  readonly workspace: string | undefined;
  /** The name of its last builder; undefined if it never began. */
  readonly builder: string | undefined;
  readonly build: BuildSummary;
}

/** Called with a build that has finished and is stored. */
export type BuildEnder = (end: FinishedBuild) => void;

/** Called when a build is queued, when it starts, and when it ends. */
export type BuildListener = (owner: string, build: BuildSummary) => void;

/** Who wants to know of builds. */
export class BuildListeners {
  readonly #watchers = new Set<BuildWatcher>();
  readonly #enders = new Set<BuildEnder>();
  readonly #listeners = new Set<BuildListener>();

  watch(watcher: BuildWatcher): void {
    this.#watchers.add(watcher);
  }

  /** Calls back after each build; returns a function that unsubscribes. */
  onFinished(ender: BuildEnder): () => void {
    this.#enders.add(ender);
    return () => this.#enders.delete(ender);
  }

  /** Calls back when the state of a build changes; returns a function that unsubscribes. */
  onState(listener: BuildListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tellGap(isIdle: boolean): void {
    for (const watcher of this.#watchers) isIdle ? watcher.onIdle() : watcher.onEnd();
  }

  tellFinished(end: FinishedBuild): void {
    for (const ender of this.#enders) ender(end);
  }

  /** `summary` is worked out if anybody listens. */
  tellState(owner: string, summary: () => BuildSummary): void {
    if (this.#listeners.size === 0) return;
    const build = summary();
    for (const listener of this.#listeners) listener(owner, build);
  }
}
