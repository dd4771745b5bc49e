import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ProblemError } from "#contract/problemError.ts";
import type { Launch } from "#server/sandbox/executor/sandboxHelper.ts";
import { workerEnvironment } from "#server/sandbox/executor/workerEnvironment.ts";
import { type ChannelMessage, Channels } from "./channels.ts";
import { type ContainerRuntime, RuntimeDiedError, type RuntimeListener } from "./containerRuntime.ts";
import type { Call, CallName, FromRuntime, RuntimeCalls, RuntimeSettings } from "./protocol.ts";

const WORKER = fileURLToPath(new URL("./worker.ts", import.meta.url));
const CLOSE_PATIENCE_MS = 2000;
const LAST_WORDS = 4000;

interface Pending {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** The process that runs all containers, as the server holds it. */
export class RuntimeProcess implements ContainerRuntime {
  readonly channels: Channels;
  readonly #child: ChildProcess;
  readonly #listener: RuntimeListener;
  readonly #pending = new Map<number, Pending>();
  readonly #exited: Promise<void>;
  #number = 0;
  #channel = 0;
  #lastWords = "";
  #died: RuntimeDiedError | undefined;
  #closed = false;

  constructor(settings: RuntimeSettings, launch: Launch, listener: RuntimeListener) {
    const how = launch(process.execPath, ["--disable-warning=ExperimentalWarning", WORKER]);
    this.#listener = listener;
    this.#child = spawn(how.command, how.args, {
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      env: workerEnvironment(),
      serialization: "advanced",
    });
    this.channels = new Channels((message) => this.#send(message));
    this.#child.stderr?.on("data", (bytes: Buffer) => {
      this.#lastWords = (this.#lastWords + bytes.toString()).slice(-LAST_WORDS);
    });
    this.#child.on("message", (message: FromRuntime) => this.#take(message));
    this.#exited = new Promise((resolve) => {
      const end = (how: string) => {
        this.#die(how);
        resolve();
      };
      this.#child.on("error", (error) => end(error.message));
      this.#child.on("exit", (code, signal) => end(signal ?? `exit code ${code ?? 0}`));
    });
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
    if (this.#child.connected) this.#child.disconnect();
    const killer = setTimeout(() => this.#child.kill("SIGKILL"), CLOSE_PATIENCE_MS);
    await this.#exited;
    clearTimeout(killer);
  }

  #send<Name extends CallName>(message: Call<Name> | ChannelMessage): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
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
    const words = this.#lastWords.trim();
    this.#died = new RuntimeDiedError(`the runtime process exited (${how})${words === "" ? "" : `: ${words}`}`);
    for (const { reject } of this.#pending.values()) reject(this.#died);
    this.#pending.clear();
    this.channels.close("the server's runtime process exited");
    this.#listener.onDeath(this.#closed ? undefined : this.#died);
  }
}
