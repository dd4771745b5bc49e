import type { Launch } from "#server/sandbox/executor/sandboxHelper.ts";
import { sweepSandboxes } from "#server/sandbox/executor/sweepSandboxes.ts";
import { BuilderProcess } from "./builderProcess.ts";
import type { BuilderSettings } from "./protocol.ts";

/** The start of a spare must not take the processor from the build that just began. */
const SPARE_DELAY_MS = 400;
const IDLE_MS = 60_000;
/** What a killed process started exits with it, within this time. */
const DYING_MS = 250;

/**
 * Builder processes that wait for work: always one warm spare, more while builds run side by side. They are reused
 * from build to build, so that a build does not have to start Node; one that exited is replaced.
 */
export class BuilderPool {
  readonly #settings: BuilderSettings;
  readonly #launch: Launch;
  readonly #all = new Set<BuilderProcess>();
  #idle: BuilderProcess[] = [];
  #closed = false;
  #warmer: NodeJS.Timeout | undefined;
  #trimmer: NodeJS.Timeout | undefined;
  #sweeper: NodeJS.Timeout | undefined;

  constructor(settings: BuilderSettings, launch: Launch) {
    this.#settings = settings;
    this.#launch = launch;
  }

  /** Starts the spare, so that the first build finds it warm. */
  warm(): void {
    this.#idle = this.#idle.filter((each) => each.alive);
    if (!this.#closed && this.#idle.length === 0) this.#idle.push(this.#start());
  }

  /** Runs one piece of work in a process, which goes back to the pool however the work ends. */
  async use<T>(work: (builder: BuilderProcess) => Promise<T>): Promise<T> {
    if (this.#closed) throw new Error("the builder is closed");
    this.#idle = this.#idle.filter((each) => each.alive);
    const builder = this.#idle.pop() ?? this.#start();
    this.#warmer ??= setTimeout(() => this.#warmLater(), SPARE_DELAY_MS);
    try {
      return await work(builder);
    } finally {
      this.#giveBack(builder);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#warmer);
    clearTimeout(this.#trimmer);
    clearTimeout(this.#sweeper);
    await Promise.all([...this.#all].map((each) => each.close()));
    await this.#sweep();
    this.#all.clear();
    this.#idle = [];
  }

  #warmLater(): void {
    this.#warmer = undefined;
    this.warm();
  }

  #start(): BuilderProcess {
    const builder = new BuilderProcess(this.#settings, this.#launch);
    this.#all.add(builder);
    return builder;
  }

  #giveBack(builder: BuilderProcess): void {
    if (builder.alive) {
      this.#idle.push(builder);
      this.#trimmer ??= setTimeout(() => this.#trim(), IDLE_MS);
    } else {
      this.#all.delete(builder);
      clearTimeout(this.#sweeper);
      this.#sweeper = setTimeout(() => void this.#sweep(), DYING_MS);
      this.warm();
    }
  }

  /** What can't be removed is tried again when the next process starts. */
  async #sweep(): Promise<void> {
    await sweepSandboxes(this.#launch).catch(() => undefined);
  }

  /** After a burst of builds, all but one of the idle processes exit. */
  #trim(): void {
    this.#trimmer = undefined;
    for (const builder of this.#idle.splice(0, this.#idle.length - 1)) {
      this.#all.delete(builder);
      void builder.close();
    }
  }
}
