import type { BuildRequest } from "#contract/build.ts";
import type { FinishedEvent } from "#contract/buildEvent.ts";
import { type Problem, problem } from "#contract/problem.ts";
import type { Builder, RunningEvent } from "#server/builders/builder.ts";

/** Why a build was stopped from outside. */
export type Ending = "canceled" | "time" | "server-stopped" | "store-full";

export interface RunningBuildOptions {
  readonly builder: Builder;
  readonly job: { readonly id: string; readonly workspace: string; readonly request: BuildRequest };
  /** Time limit, in seconds. */
  readonly seconds: number;
  readonly emit: (event: RunningEvent) => void;
  /** Called with unexpected errors. */
  readonly onFailure: (error: unknown) => void;
  readonly now: () => number;
}

/** How a build left its builder. */
export interface Left {
  readonly event: FinishedEvent;
  /** Whether the builder is lost, or failed in a way of its own: the build may start over elsewhere. */
  readonly isLost: boolean;
}

/** How long a builder may take to stop a build, in milliseconds. */
const GRACE = 5000;

function endingProblem(ending: Exclude<Ending, "canceled">, seconds: number): Problem {
  switch (ending) {
    case "time":
      return problem("build/timeout", `The build exceeded its time limit of ${seconds} seconds.`, {
        next: "Do less in the slow step, or ask the operator to raise STRATA_BUILD_SECONDS.",
      });
    case "server-stopped":
      return problem("build/server-stopped", "The server stopped during this build.", {
        next: "Build again when the server is running.",
      });
    case "store-full":
      return problem("store/full", "No space left on the disk that holds Strata's data.", {
        next: "Free disk space, then build again.",
      });
  }
}

/** The final event of a build that was stopped from outside. */
export function endedBy(ending: Ending, at: number, seconds: number): FinishedEvent {
  if (ending === "canceled") return { type: "finished", state: "canceled", at };
  return { type: "finished", state: "failed", at, problem: endingProblem(ending, seconds) };
}

/** A rejected promise is a bug; a builder process that dies reports it itself. */
function ownFailure(): Problem {
  return problem("internal", "The builder failed unexpectedly. See the server's log for details.", {
    next: "Build again. If it happens again, report it with the Dockerfile.",
  });
}

/** One build while its builder runs it. */
export class RunningBuild {
  readonly #options: RunningBuildOptions;
  readonly #controller = new AbortController();
  #ending: Ending | undefined;
  #settled = false;

  constructor(options: RunningBuildOptions) {
    this.#options = options;
  }

  /** A build that succeeded just before is done nevertheless. */
  get isCanceled(): boolean {
    return this.#ending === "canceled";
  }

  /** Stops the build; the first reason counts. */
  end(ending: Ending): void {
    this.#ending ??= ending;
    this.#controller.abort();
  }

  /** Runs the build. Never rejects. */
  async run(): Promise<Left> {
    const { seconds, now } = this.#options;
    if (this.#ending !== undefined) return { event: endedBy(this.#ending, now(), seconds), isLost: false };
    const limit = setTimeout(() => this.end("time"), seconds * 1000);
    const overdue = Promise.withResolvers<Left>();
    let grace: NodeJS.Timeout | undefined;
    this.#controller.signal.addEventListener("abort", () => {
      grace = setTimeout(() => overdue.resolve(this.#abandon()), GRACE);
    });
    const left = await Promise.race([this.#build(), overdue.promise]);
    this.#settled = true;
    clearTimeout(limit);
    clearTimeout(grace);
    return left;
  }

  async #build(): Promise<Left> {
    const { builder, job, emit, onFailure, now } = this.#options;
    const emitWhileRunning = (event: RunningEvent) => {
      if (!this.#settled) emit(event);
    };
    try {
      const event = await builder.build(job, emitWhileRunning, this.#controller.signal);
      return this.#withEnding(event, event.problem?.code === "builder/unreachable");
    } catch (error) {
      onFailure(error);
      return this.#withEnding({ type: "finished", state: "failed", at: now(), problem: ownFailure() }, true);
    }
  }

  /** A build that succeeded just before it was stopped is still done. */
  #withEnding(event: FinishedEvent, isLost: boolean): Left {
    const { now, seconds } = this.#options;
    if (this.#ending === undefined || event.state === "done") return { event, isLost };
    return { event: endedBy(this.#ending, now(), seconds), isLost: false };
  }

  /** The builder did not stop in time: the build ends without it. */
  #abandon(): Left {
    const { now, seconds, onFailure, job } = this.#options;
    onFailure(new Error(`Build ${job.id} did not stop within ${GRACE} ms.`));
    return { event: endedBy(this.#ending ?? "canceled", now(), seconds), isLost: false };
  }
}
