import type { Duplex } from "node:stream";
import { frameLengthBytes } from "./addresses.ts";
import { FrameReader } from "./frameReader.ts";

/** Bytes of frames that may wait for the guest before senders pause. */
const WAITING_LIMIT = 512 * 1024;
/** Most bytes of frames that may wait. */
const LOSS_LIMIT = 16 * 1024 * 1024;

export interface WireEvents {
  frame(frame: Buffer): void;
  /** All frames of one chunk of the stream have been emitted. */
  batchEnd(): void;
  /** The wire accepts frames again after it was full. */
  drained(): void;
  /** The other end is gone, or violates the format. */
  closed(): void;
}

/** The stream of frames between the sandbox's helper and the gateway. */
export class Wire {
  readonly #stream: Duplex;
  /** Bytes of all frames from the guest, and to it. */
  readonly traffic = { sent: 0, received: 0 };

  constructor(stream: Duplex, events: WireEvents) {
    this.#stream = stream;
    const reader = new FrameReader((frame) => {
      this.traffic.sent += frame.length;
      events.frame(frame);
    });
    stream.on("data", (chunk: Buffer) => {
      stream.cork();
      try {
        reader.push(chunk);
        events.batchEnd();
      } catch (error) {
        stream.destroy(error instanceof Error ? error : undefined);
      } finally {
        stream.uncork();
      }
    });
    stream.on("drain", events.drained);
    stream.on("end", () => stream.destroy());
    // The reason does not matter: the run itself reports how it ended.
    stream.on("error", () => {});
    stream.on("close", events.closed);
  }

  /** False while senders should pause data; answers may always be sent. */
  get open(): boolean {
    return this.#stream.writableLength < WAITING_LIMIT;
  }

  /** `frame` with its length prefix. Lost, as on any wire, if the other end does not keep up with answers. */
  send(frame: Buffer): void {
    if (!this.#stream.writable || this.#stream.writableLength >= LOSS_LIMIT) return;
    this.traffic.received += frame.length - frameLengthBytes;
    this.#stream.write(frame);
  }

  close(): void {
    this.#stream.destroy();
  }
}
