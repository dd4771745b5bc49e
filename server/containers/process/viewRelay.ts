import { Worker } from "node:worker_threads";
import type { ChannelMessage } from "./channels.ts";
import type { Call, FromRuntime } from "./protocol.ts";
import { channelOf, containerOf, type ViewCallName } from "./viewCalls.ts";

export type ToViewThread =
  | {
      readonly type: "view";
      readonly id: string;
      /** The process of the container's helper, if it runs. */
      readonly helper: number | undefined;
      readonly call: Call<ViewCallName>;
    }
  | ChannelMessage;

export interface ViewRelayOptions {
  readonly dataDir: string;
  readonly helperOf: (id: string) => number | undefined;
  readonly send: (message: FromRuntime) => void;
}

/** Hands calls about files to a thread, started with the first one, and what it answers to the server. */
export class ViewRelay {
  readonly #options: ViewRelayOptions;
  readonly #open = new Set<number>();
  readonly #channels = new Set<number>();
  #thread: Worker | undefined;

  constructor(options: ViewRelayOptions) {
    this.#options = options;
  }

  call(call: Call<ViewCallName>): void {
    const id = containerOf(call);
    const channel = channelOf(call);
    this.#open.add(call.number);
    if (channel !== undefined) this.#channels.add(channel);
    this.#post({ type: "view", id, helper: this.#options.helperOf(id), call });
  }

  /** True if the message belongs to a channel of the thread. */
  take(message: ChannelMessage): boolean {
    if (!this.#channels.has(message.channel)) return false;
    this.#post(message);
    return true;
  }

  #post(message: ToViewThread): void {
    this.#thread ??= this.#start();
    this.#thread.postMessage(message);
  }

  #start(): Worker {
    const thread = new Worker(new URL("./viewThread.ts", import.meta.url), { workerData: this.#options.dataDir });
    thread.on("message", (message: FromRuntime) => this.#pass(message));
    thread.on("error", (error) => this.#fail(error));
    return thread;
  }

  #pass(message: FromRuntime): void {
    if ("number" in message) this.#open.delete(message.number);
    this.#options.send(message);
  }

  /** The next call starts another thread. */
  #fail({ message }: Error): void {
    this.#thread = undefined;
    for (const number of this.#open) this.#options.send({ type: "failed", number, message });
    for (const channel of this.#channels) this.#options.send({ type: "end", channel, error: message });
    this.#open.clear();
    this.#channels.clear();
  }
}
