import type { FinishedEvent } from "#contract/buildEvent.ts";
import type { BuilderDescription } from "#contract/health.ts";
import { problem } from "#contract/problem.ts";
import type { Builder, BuildJob, RunningEvent } from "#server/builders/builder.ts";
import { CachedWorkspaces } from "./serviceTimes.ts";

const IMAGE = { id: `sha256:${"0".repeat(64)}` as const, tags: [] };

/** A builder that takes as long as a real one with such caches would, `speed` times faster, and can be killed. */
export class ModelBuilder implements Builder {
  readonly id: string;
  readonly kind = "buildkit";
  readonly capacity: Builder["capacity"];
  readonly #caches = new CachedWorkspaces();
  readonly #speed: number;
  readonly #running = new Set<() => void>();
  #isAlive = true;

  constructor(id: string, builds: number, speed: number) {
    this.id = id;
    this.capacity = { builds, weight: 1 };
    this.#speed = speed;
  }

  async describe(): Promise<BuilderDescription> {
    const { id, kind } = this;
    return { id, kind, available: this.#isAlive, platforms: ["linux/amd64"], run: true, network: "none" };
  }

  probe(): Promise<BuilderDescription> {
    return this.describe();
  }

  build(job: BuildJob, emit: (event: RunningEvent) => void, signal: AbortSignal): Promise<FinishedEvent> {
    emit({ type: "planned", stages: [], steps: [] });
    const milliseconds = (this.#caches.build(job.workspace) * 1000) / this.#speed;
    return new Promise((resolve) => {
      const end = (event: Partial<FinishedEvent>) => {
        clearTimeout(timer);
        this.#running.delete(lose);
        resolve({ type: "finished", state: "done", at: Date.now(), ...event });
      };
      const timer = setTimeout(() => end({ image: IMAGE }), milliseconds);
      const lose = () => end({ state: "failed", problem: problem("builder/unreachable", "The engine is gone.") });
      this.#running.add(lose);
      signal.addEventListener("abort", () => end({ state: "canceled" }), { once: true });
      if (!this.#isAlive) lose();
    });
  }

  /** What it runs is lost, and it does not answer any more. */
  kill(): void {
    this.#isAlive = false;
    for (const lose of [...this.#running]) lose();
  }

  async close(): Promise<void> {}
}
