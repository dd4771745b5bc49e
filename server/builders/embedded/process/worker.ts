import { ProblemError } from "#contract/problemError.ts";
import type { BuildJob, PlanJob, RunningEvent, SweepRequest } from "../../builder.ts";
import { runBuild } from "../engine/runBuild.ts";
import { forecast } from "../planning/forecast.ts";
import { lackOf } from "../planning/lackOf.ts";
import { type OpenEngine, openEngine } from "./openEngine.ts";
import type { FromWorker, ToWorker } from "./protocol.ts";

/** Events of one turn of the event loop are sent together. */
class EventPipe {
  readonly #send: (message: FromWorker) => void;
  #waiting: RunningEvent[] = [];

  constructor(send: (message: FromWorker) => void) {
    this.#send = send;
  }

  push(event: RunningEvent): void {
    if (this.#waiting.length === 0) setImmediate(() => this.flush());
    this.#waiting.push(event);
  }

  flush(): void {
    if (this.#waiting.length === 0) return;
    this.#send({ type: "events", events: this.#waiting });
    this.#waiting = [];
  }
}

/** A builder process: runs one build at a time for the server that started it, and exits with the server. */
class Worker {
  #open: OpenEngine | undefined;
  #running: AbortController | undefined;

  take(message: ToWorker): void {
    switch (message.type) {
      case "open":
        this.#open = openEngine(message.settings);
        send({ type: "ready" });
        return;
      case "describe":
        void this.#describe();
        return;
      case "lacks":
        void this.#lacks(message.job);
        return;
      case "build":
        void this.#build(message.job);
        return;
      case "plan":
        void this.#plan(message.job);
        return;
      case "sweep":
        void this.#sweep(message.request);
        return;
      case "abort":
        this.#running?.abort(new Error("it was canceled"));
    }
  }

  async #describe(): Promise<void> {
    try {
      send({ type: "description", description: await this.#opened().describe() });
    } catch (error) {
      sendFailure(error);
    }
  }

  async #lacks(job: BuildJob): Promise<void> {
    try {
      const { engine, describe } = this.#opened();
      send({ type: "lack", lack: await lackOf(engine, job, describe) });
    } catch (error) {
      sendFailure(error);
    }
  }

  async #build(job: BuildJob): Promise<void> {
    const pipe = new EventPipe(send);
    const controller = new AbortController();
    this.#running = controller;
    try {
      const event = await runBuild(this.#opened().engine, job, (running) => pipe.push(running), controller.signal);
      pipe.flush();
      send({ type: "finished", event });
    } catch (error) {
      pipe.flush();
      sendFailure(error);
    } finally {
      this.#running = undefined;
    }
  }

  async #plan(job: PlanJob): Promise<void> {
    const controller = new AbortController();
    this.#running = controller;
    try {
      const answer = await forecast(this.#opened().engine, job, controller.signal);
      send({ type: "forecast", result: { forecast: answer } });
    } catch (error) {
      if (error instanceof ProblemError) send({ type: "forecast", result: { problem: error.problem } });
      else sendFailure(error);
    } finally {
      this.#running = undefined;
    }
  }

  async #sweep(request: SweepRequest): Promise<void> {
    const controller = new AbortController();
    this.#running = controller;
    try {
      const { report, removeFiles } = await this.#opened().sweep(request, controller.signal);
      send({ type: "swept", report });
      // A build may begin meanwhile; the next process retries what fails.
      void removeFiles().catch(() => undefined);
    } catch (error) {
      sendFailure(error);
    } finally {
      this.#running = undefined;
    }
  }

  #opened(): OpenEngine {
    if (this.#open === undefined) throw new Error("the builder process is not open");
    return this.#open;
  }
}

function send(message: FromWorker): void {
  if (process.connected) process.send?.(message);
}

function sendFailure(error: unknown): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const cause = error instanceof Error && error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? ""}` : "";
  send({ type: "failed", message, stack: `${stack ?? ""}${cause}` });
}

const worker = new Worker();
process.on("message", (message: ToWorker) => worker.take(message));
// The server is gone, so the result is not needed; when this process exits, all sandboxes end.
process.on("disconnect", () => process.exit(0));
// Ctrl-C in a terminal reaches the whole process group; the server ends this process in its own order.
process.on("SIGINT", () => undefined);
