import { fileURLToPath } from "node:url";
import { ProblemError } from "#contract/problemError.ts";
import type { Launch } from "#server/sandbox/executor/sandboxHelper.ts";
import { WorkerProcess } from "#server/sandbox/executor/workerProcess.ts";
import { type ChannelMessage, Channels } from "./channels.ts";
import { type ContainerRuntime, RuntimeDiedError, type RuntimeListener } from "./containerRuntime.ts";
import type { Call, CallName, FromRuntime, RuntimeCalls, RuntimeSettings } from "./protocol.ts";

const WORKER = fileURLToPath(new URL("./worker.ts", import.meta.url));

interface Pending {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** The process that runs all containers, as the server holds it. */
export class RuntimeProcess implements ContainerRuntime {
  readonly channels: Channels;
  readonly #worker: WorkerProcess<FromRuntime>;
  readonly #listener: RuntimeListener;
  readonly #pending = new Map<number, Pending>();
  #number = 0;
  #channel = 0;
  #died: RuntimeDiedError | undefined;
  #closed = false;

  constructor(settings: RuntimeSettings, launch: Launch, listener: RuntimeListener) {
    this.#listener = listener;
    this.#worker = new WorkerProcess(WORKER, launch, (message) => this.#take(message));
    this.channels = new Channels((message) => this.#send(message));
    void this.#worker.ended.then((how) => this.#die(how));
    // Calls that follow fail for the same reason.
    this.call("open", settings).catch(() => undefined);
  }

  get alive(): boolean {
    return this.#died === undefined;
  }

  /** Throws a ProblemError, or a RuntimeDiedError. */
  call<Name extends CallName>(
    name: Name,
    request: RuntimeCalls[Name]["request"],
  ): Promise<RuntimeCalls[Name]["answer"]> {
    return new Promise((resolve, reject) => {
      if (this.#died !== undefined) return reject(this.#died);
      this.#number += 1;
      const call: Call<Name> = { type: "call", number: this.#number, name, request };
      this.#pending.set(call.number, { resolve, reject });
      this.#send(call);
    });
  }

  /** The number of a new channel. */
  newChannel(): number {
    this.#channel += 1;
    return this.#channel;
  }

  /** Ends the process and its containers. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker.close();
  }

  #send<Name extends CallName>(message: Call<Name> | ChannelMessage): void {
    this.#worker.send(message);
  }

  #take(message: FromRuntime): void {
    if (message.type === "ended") this.#listener.onEnd(message.id, message.end);
    else if (message.type === "exec-ended") this.#listener.onExecEnd(message.exec, message.code);
    else if (message.type === "failure") this.#listener.onFailure(new Error(message.message));
    else if (message.type === "logged") this.#listener.onLogged(message.id);
    else if ("number" in message) this.#answered(message);
    else this.channels.take(message);
  }

  #answered(message: Extract<FromRuntime, { readonly number: number }>): void {
    const pending = this.#pending.get(message.number);
    this.#pending.delete(message.number);
    if (message.type === "answer") pending?.resolve(message.answer);
    else if (message.type === "problem") pending?.reject(new ProblemError(message.problem));
    else pending?.reject(new Error(message.message));
  }

  #die(how: string): void {
    if (this.#died !== undefined) return;
    const { lastWords } = this.#worker;
    this.#died = new RuntimeDiedError(`the runtime process exited (${how})${lastWords === "" ? "" : `: ${lastWords}`}`);
    for (const { reject } of this.#pending.values()) reject(this.#died);
    this.#pending.clear();
    this.channels.close("the server's runtime process exited");
    this.#listener.onDeath(this.#closed ? undefined : this.#died);
  }
}
