import type { FinishedEvent } from "#contract/buildEvent.ts";
import type { BuilderDescription, BuilderKind } from "#contract/health.ts";
import type { Builder, BuilderCapacity, BuildJob, RunningEvent } from "#server/builders/builder.ts";

/** A build under control of a test: it continues on command. */
export interface HeldBuild {
  readonly job: BuildJob;
  readonly signal: AbortSignal;
  emit(event: RunningEvent): void;
  finish(event?: Partial<FinishedEvent>): void;
  crash(error: Error): void;
}

const IMAGE = { id: `sha256:${"0".repeat(64)}` as const, tags: [] };

/**
 * A builder whose builds follow a test's commands; with another name than `embedded`, one of BuildKit's. An aborted build stops, unless the builder is `deaf`.
 */
export class ScriptedBuilder implements Builder {
  readonly id: string;
  readonly kind: BuilderKind;
  readonly capacity: BuilderCapacity;
  readonly deaf: boolean;
  readonly started: HeldBuild[] = [];
  closed = false;
  /** Set by tests of forecasts. */
  plan?: NonNullable<Builder["plan"]>;
  lacks?: NonNullable<Builder["lacks"]>;
  probe?: NonNullable<Builder["probe"]>;
  /** Of a BuildKit builder: whether it answers. */
  answers = true;
  /** How often it was probed. */
  probes = 0;
  #waiting: (() => void)[] = [];

  constructor({ deaf = false, id = "embedded", builds = 1000, weight = 1 } = {}) {
    this.deaf = deaf;
    this.id = id;
    this.kind = id === "embedded" ? "embedded" : "buildkit";
    this.capacity = { builds, weight };
    if (this.kind === "embedded") return;
    this.probe = () => {
      this.probes += 1;
      return this.describe();
    };
  }

  async describe(): Promise<BuilderDescription> {
    const { id, kind, answers: available } = this;
    return { id, kind, available, platforms: ["linux/amd64"], run: true, network: "none" };
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

  /** The build with number `index`, once it has started. */
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
