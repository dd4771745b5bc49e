import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { Asked, BodyPiece, Canceled, Said } from "./questions.ts";

export interface WorkThreadOptions {
  /** The module that runs in the thread: it calls `answerQuestions`. */
  readonly module: URL;
  readonly data?: unknown;
  /** Most open questions; more are rejected. */
  readonly waiting?: number;
  /** Idle time after which the thread ends and frees its memory, in milliseconds. */
  readonly idle?: number;
  /**
   * Most megabytes of new objects before they are collected. Less than Node's own limit suits a thread whose answers make much
   * that is not needed anymore.
   */
  readonly newMegabytes?: number;
  /** If set, questions are answered one at a time, each within this many milliseconds, or the thread is replaced. */
  readonly patience?: number;
  /** The problem of a question that took too long. */
  readonly tooLong?: (patience: number) => ProblemError;
}

/** What goes with a question. */
export interface Asking {
  readonly body?: AsyncIterable<Uint8Array> | undefined;
  /** Tells the thread to stop. The question then fails with the signal's reason once it has stopped. */
  readonly signal?: AbortSignal;
  /** Gets what the thread tells before its answer. */
  readonly onNews?: (news: unknown) => void;
}

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
  readonly onNews: ((news: unknown) => void) | undefined;
}

interface Running<Answer> {
  readonly worker: Worker;
  readonly ready: Promise<void>;
  readonly waiting: Map<number, Waiting<Answer>>;
}

/**
 * A thread for work that would block the main thread. It starts with the first question; if it dies, the open questions
 * fail, and a new thread answers the next one.
 */
export class WorkThread<Question, Answer> {
  readonly #options: WorkThreadOptions;
  #running: Running<Answer> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #asked = 0;
  #open = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: WorkThreadOptions) {
    this.#options = options;
  }

  /** Throws a ProblemError if too many questions are open, the answer takes too long, or the question is invalid. */
  async ask(question: Question, body?: AsyncIterable<Uint8Array>, asking: Omit<Asking, "body"> = {}): Promise<Answer> {
    const { waiting = 100, patience } = this.#options;
    if (this.#open >= waiting) {
      throw new ProblemError(problem("request/too-many", `${this.#open} requests of this kind are already queued.`));
    }
    this.#open += 1;
    clearTimeout(this.#idle);
    try {
      const given = { ...asking, body };
      return await (patience === undefined ? this.#ask(question, given) : this.#askInTurn(question, patience));
    } finally {
      this.#open -= 1;
      this.#endIfIdle();
    }
  }

  /** Starts the thread for a question that is likely to come. */
  warm(): void {
    this.#start();
    this.#endIfIdle();
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const running = this.#running;
    this.#running = undefined;
    await running?.worker.terminate();
  }

  #endIfIdle(): void {
    const { idle } = this.#options;
    if (this.#open > 0 || idle === undefined) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.close(), idle).unref();
  }

  #askInTurn(question: Question, patience: number): Promise<Answer> {
    const answer = this.#last.then(() => this.#askWithin(question, patience));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  /** Starting takes as long as the machine needs, whatever the question: `patience` begins afterwards. */
  async #askWithin(question: Question, patience: number): Promise<Answer> {
    await this.#start().ready;
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      late.reject(this.#options.tooLong?.(patience) ?? tooLong(patience));
      void this.close();
    }, patience);
    try {
      return await Promise.race([this.#ask(question), late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #ask(question: Question, { body, signal, onNews }: Asking = {}): Promise<Answer> {
    const { worker, ready, waiting } = this.#start();
    await ready;
    signal?.throwIfAborted();
    const id = ++this.#asked;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    waiting.set(id, { resolve, reject, onNews });
    const asked: Asked<Question> = { id, question };
    const canceled: Canceled = { id, canceled: true };
    const cancel = () => worker.postMessage(canceled);
    signal?.addEventListener("abort", cancel, { once: true });
    if (body === undefined) worker.postMessage(asked);
    else {
      const { port1, port2 } = new MessageChannel();
      giveBody(port1, body, reject);
      worker.postMessage({ ...asked, body: port2 }, [port2]);
    }
    try {
      return await promise;
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener("abort", cancel);
    }
  }

  #start(): Running<Answer> {
    if (this.#running !== undefined) return this.#running;
    const { module, data, newMegabytes } = this.#options;
    const resourceLimits = newMegabytes === undefined ? {} : { maxYoungGenerationSizeMb: newMegabytes };
    const worker = new Worker(module, { workerData: data, resourceLimits });
    const waiting = new Map<number, Waiting<Answer>>();
    const ready = Promise.withResolvers<void>();
    const running = { worker, waiting, ready: ready.promise };
    const end = (error: unknown) => {
      if (this.#running === running) this.#running = undefined;
      ready.reject(error);
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    ready.promise.catch(() => undefined);
    worker.on("message", (said: Said<Answer>) => (said.kind === "ready" ? ready.resolve() : settle(waiting, said)));
    worker.once("error", end).once("exit", () => end(new Error("the thread exited")));
    worker.unref();
    this.#running = running;
    return running;
  }
}

function settle<Answer>(waiting: Map<number, Waiting<Answer>>, said: Exclude<Said<Answer>, { kind: "ready" }>): void {
  const asker = waiting.get(said.id);
  if (said.kind === "news") {
    asker?.onNews?.(said.news);
    return;
  }
  waiting.delete(said.id);
  if (said.kind === "answer") asker?.resolve(said.answer);
  else if (said.kind === "problem") asker?.reject(new ProblemError(said.problem));
  else asker?.reject(Object.assign(new Error(said.message), said.stack === undefined ? {} : { stack: said.stack }));
}

/** Transfers bytes with their own memory: a copy would leave garbage of the body's size in two threads. */
function ownMemory({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}

/**
 * Sends a piece whenever the thread asks for one, so that no more than that are in transit. Pieces are transferred, not
 * copied. An error in the body goes to the caller.
 */
function giveBody(port: MessagePort, body: AsyncIterable<Uint8Array>, onBroken: (error: unknown) => void): void {
  const pieces = body[Symbol.asyncIterator]();
  const give = (piece: BodyPiece, handed: ArrayBuffer[] = []) => port.postMessage(piece, handed);
  port.on("message", async () => {
    try {
      const next = await pieces.next();
      if (next.done === true) give("end");
      else give({ piece: next.value }, ownMemory(next.value));
    } catch (error) {
      onBroken(error);
      give("broken");
    }
  });
  port.once("close", () => void pieces.return?.());
}

function tooLong(patience: number): ProblemError {
  return new ProblemError(problem("request/too-large", `The request took longer than ${patience / 1000} seconds.`));
}
