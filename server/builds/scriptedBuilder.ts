import type { FinishedEvent } from "#contract/build.ts";
import type { BuilderDescription } from "#contract/health.ts";
import type { Builder, BuildJob, RunningEvent } from "#server/builders/builder.ts";

/** One build as a test holds it: it goes on when the test says so. */
export interface HeldBuild {
  readonly job: BuildJob;
  readonly signal: AbortSignal;
  emit(event: RunningEvent): void;
  finish(event?: Partial<FinishedEvent>): void;
  crash(error: Error): void;
}

const IMAGE = { id: `sha256:${"0".repeat(64)}` as const, tags: [] };

/** A builder whose builds do what a test tells them. One that is told to stop stops, unless it is `deaf`. */
export class ScriptedBuilder implements Builder {
  readonly id = "embedded";
  readonly deaf: boolean;
  readonly started: HeldBuild[] = [];
  closed = false;
  /** Set by a test that asks for plans. */
  plan?: NonNullable<Builder["plan"]>;
  #waiting: (() => void)[] = [];

  constructor({ deaf = false } = {}) {
    this.deaf = deaf;
  }

  async describe(): Promise<BuilderDescription> {
    return { id: this.id, available: true, platforms: ["linux/amd64"], run: true, network: "none" };
  }

  build(job: BuildJob, emit: (event: RunningEvent) => void, signal: AbortSignal): Promise<FinishedEvent> {
    const { promise, resolve, reject } = Promise.withResolvers<FinishedEvent>();
    const finish = (event: Partial<FinishedEvent> = {}) =>
      resolve({ type: "finished", state: "done", at: Date.now(), image: IMAGE, ...event });
    if (!this.deaf) signal.addEventListener("abort", () => finish({ state: "canceled" }));
    this.started.push({ job, signal, emit, finish, crash: reject });
    for (const wake of this.#waiting.splice(0)) wake();
    return promise;
  }

  /** The build that was started as number `index`, as soon as it is. */
  async held(index: number): Promise<HeldBuild> {
    for (;;) {
      const build = this.started[index];
      if (build !== undefined) return build;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}
