import type { Writable } from "node:stream";
import { writeDrained } from "#server/waiting/writeDrained.ts";
import type { ChannelReceiver, ChannelSender } from "./channels.ts";
import { OutputFan } from "./outputFan.ts";

/** The streams of one command and those attached to it, also before it starts. */
export class CommandStreams {
  readonly output = new OutputFan();
  readonly #stdin = Promise.withResolvers<Writable | undefined>();
  /** When something was typed last, milliseconds since the epoch. */
  typedAt = 0;

  attach(output: ChannelSender, input: ChannelReceiver | undefined): void {
    this.output.add(output);
    if (input !== undefined) void this.#type(input);
  }

  /** The command has started, with or without a stdin. */
  begin(stdin: Writable | undefined): void {
    this.#stdin.resolve(stdin);
  }

  /** The command has ended, or will never start. */
  end(): void {
    this.#stdin.resolve(undefined);
    this.output.end();
  }

  async #type(input: ChannelReceiver): Promise<void> {
    const stdin = await this.#stdin.promise;
    if (stdin === undefined) return input.stop();
    try {
      for await (const { bytes } of input) {
        this.typedAt = Date.now();
        if (stdin.destroyed || stdin.writableEnded) return;
        await writeDrained(stdin, bytes);
      }
      stdin.end();
    } catch {
      // Detached: others may type on.
    }
  }
}
