import { fileURLToPath } from "node:url";
import type { FinishedEvent } from "#contract/buildEvent.ts";
import type { Lack } from "#contract/builderChoice.ts";
import type { BuilderDescription } from "#contract/health.ts";
import type { Forecast } from "#contract/plan.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { Launch } from "#server/sandbox/executor/sandboxHelper.ts";
import { WorkerProcess } from "#server/sandbox/executor/workerProcess.ts";
import type { BuildJob, PlanJob, RunningEvent, SweepReport, SweepRequest } from "../../builder.ts";
import { PacedEvents } from "./pacedEvents.ts";
import type { BuilderSettings, FromWorker, ToWorker } from "./protocol.ts";

const WORKER = fileURLToPath(new URL("./worker.ts", import.meta.url));
/** After an abort, the process has this long to end its build cleanly; then it is killed. */
const ABORT_PATIENCE_MS = 1500;

/** The builder process exited before it finished its work. */
export class BuilderDiedError extends Error {
  /** `SIGKILL`, `exit code 1`. */
  readonly how: string;

  constructor(how: string, lastWords: string) {
    super(`the builder process exited (${how})${lastWords === "" ? "" : `: ${lastWords}`}`);
    this.name = "BuilderDiedError";
    this.how = how;
  }
}

/** An unexpected error in the builder process, which continues. */
class BuilderFailure extends Error {
  constructor(message: string, stack: string | undefined) {
    super(message);
    this.name = "BuilderFailure";
    if (stack !== undefined) this.stack = stack;
  }
}

type Listener = (message: FromWorker) => void;

/** One builder process, as the server holds it. It does one build at a time. */
export class BuilderProcess {
  readonly #worker: WorkerProcess<FromWorker>;
  readonly #ready: Promise<void>;
  #listener: Listener | undefined;
  #alive = true;

  constructor(settings: BuilderSettings, launch: Launch) {
    this.#worker = new WorkerProcess(WORKER, launch, (message) => this.#listener?.(message));
    void this.#worker.ended.then(() => {
      this.#alive = false;
    });
    this.#ready = this.#ask({ type: "open", settings }, (message) =>
      message.type === "ready" ? true : undefined,
    ).then(() => undefined);
    // Callers get the error; a warm spare has none yet.
    this.#ready.catch(() => undefined);
  }

  get alive(): boolean {
    return this.#alive;
  }

  async describe(): Promise<BuilderDescription> {
    await this.#ready;
    return await this.#ask({ type: "describe" }, (message) =>
      message.type === "description" ? message.description : undefined,
    );
  }

  /** What a build asks for and this builder doesn't have; a Dockerfile designed to be slow ends the process. */
  async lacks(job: BuildJob, patience: number): Promise<Lack | undefined> {
    const { lack } = await this.#askUntil(AbortSignal.timeout(patience), { type: "lacks", job }, (message) =>
      message.type === "lack" ? message : undefined,
    );
    return lack;
  }

  /**
   * Runs a build. If the process dies during it, the build fails; if it was dead before it sent any event, this rejects
   * with a BuilderDiedError, and another process may do the build.
   */
  async build(job: BuildJob, emit: (event: RunningEvent) => void, signal: AbortSignal): Promise<FinishedEvent> {
    let begun = false;
    const events = new PacedEvents(emit);
    try {
      return await this.#askUntil(signal, { type: "build", job }, (message) => {
        if (message.type === "events") {
          begun = true;
          events.add(message.events);
        }
        return message.type === "finished" ? message.event : undefined;
      });
    } catch (error) {
      if (signal.aborted) return canceled();
      if (error instanceof BuilderDiedError && begun) return diedEvent(error);
      throw error;
    } finally {
      await events.drained();
    }
  }

  /** Forecasts a build. Throws a ProblemError, also if that takes longer than `patience` milliseconds. */
  async plan(job: PlanJob, patience: number): Promise<Forecast> {
    await this.#ready;
    const signal = AbortSignal.timeout(patience);
    try {
      const result = await this.#askUntil(signal, { type: "plan", job }, (message) =>
        message.type === "forecast" ? message.result : undefined,
      );
      if ("problem" in result) throw new ProblemError(result.problem);
      return result.forecast;
    } catch (error) {
      if (!signal.aborted || error instanceof ProblemError) throw error;
      const detail = `Planning the build took longer than ${patience / 1000} seconds.`;
      throw new ProblemError(problem("request/too-large", detail, { next: "Shorten the Dockerfile." }));
    }
  }

  /** Sweeps the store; stops early if `signal` aborts. */
  sweep(request: SweepRequest, signal: AbortSignal): Promise<SweepReport> {
    return this.#askUntil(signal, { type: "sweep", request }, (message) =>
      message.type === "swept" ? message.report : undefined,
    );
  }

  /** Ends the process and its sandboxes. */
  async close(): Promise<void> {
    await this.#worker.close();
  }

  #send(message: ToWorker): void {
    this.#worker.send(message);
  }

  /** Like `#ask`, for work that can be aborted: canceled, and killed if it does not end. Throws the signal's reason. */
  async #askUntil<T>(
    signal: AbortSignal,
    question: ToWorker,
    take: (message: FromWorker) => T | undefined,
  ): Promise<T> {
    let killer: NodeJS.Timeout | undefined;
    const abort = () => {
      this.#send({ type: "abort" });
      killer = setTimeout(() => this.#worker.kill(), ABORT_PATIENCE_MS);
    };
    try {
      await this.#ready;
      signal.throwIfAborted();
      signal.addEventListener("abort", abort, { once: true });
      return await this.#ask(question, take);
    } finally {
      signal.removeEventListener("abort", abort);
      clearTimeout(killer);
    }
  }

  /** Sends a message and waits for the answer that `take` recognizes. */
  #ask<T>(question: ToWorker, take: (message: FromWorker) => T | undefined): Promise<T> {
    const answered = new Promise<T>((resolve, reject) => {
      this.#listener = (message) => {
        if (message.type === "failed") return reject(new BuilderFailure(message.message, message.stack));
        const answer = take(message);
        if (answer !== undefined) resolve(answer);
      };
      void this.#worker.ended.then((how) => reject(new BuilderDiedError(how, this.#worker.lastWords)));
      this.#send(question);
    });
    return answered.finally(() => {
      this.#listener = undefined;
    });
  }
}

function canceled(): FinishedEvent {
  return { type: "finished", state: "canceled", at: Date.now() };
}

/** The end of a build whose process died. */
export function diedEvent(error: BuilderDiedError): FinishedEvent {
  // Its last output may name files of this machine, so only the operator sees it.
  process.stderr.write(`${error.message}\n`);
  const next = "Build again. Completed steps are cached. If it happens again, see the server's log.";
  const shown = problem("build/builder-died", `The builder process exited during this build (${error.how}).`, {
    next,
  });
  return { type: "finished", state: "failed", at: Date.now(), problem: shown };
}
