import { Readable, Writable } from "node:stream";

/** Bytes on their way between the two processes, and what they are part of. */
export interface Piece {
  readonly bytes: Uint8Array;
  /** Of a command's output. */
  readonly stream?: "stdout" | "stderr";
  /** Milliseconds since the epoch. */
  readonly at?: number;
}

/** Messages of one channel, either way. */
export type ChannelMessage =
  | { readonly type: "piece"; readonly channel: number; readonly piece: Piece }
  /** No more pieces follow; with `error`, because of a failure. */
  | { readonly type: "end"; readonly channel: number; readonly error?: string }
  /** The receiver has used this many bytes. */
  | { readonly type: "credit"; readonly channel: number; readonly bytes: number }
  /** The receiver wants no more. */
  | { readonly type: "stop"; readonly channel: number };

/** The sending end of a channel. */
export interface ChannelSender {
  /** Resolves when there is room for more, or at once if the receiver wants no more. */
  send(piece: Piece): Promise<void>;
  end(error?: string): void;
  /** Resolves when the receiver wants no more, or the other process is gone. */
  readonly stopped: Promise<void>;
}

/** The receiving end: pieces in order. The sender waits for whoever reads slowly. */
export interface ChannelReceiver extends AsyncIterable<Piece> {
  stop(): void;
}

/** Most bytes that are sent and not used yet. */
const WINDOW = 256 * 1024;

type Send = (message: ChannelMessage) => void;

/** Streams of bytes between two processes over one line of messages, each with its own backpressure. */
export class Channels {
  readonly #send: Send;
  readonly #senders = new Map<number, Sender>();
  readonly #receivers = new Map<number, Receiver>();

  constructor(send: Send) {
    this.#send = send;
  }

  sender(channel: number): ChannelSender {
    const sender = new Sender(channel, this.#send, () => this.#senders.delete(channel));
    this.#senders.set(channel, sender);
    return sender;
  }

  receiver(channel: number): ChannelReceiver {
    const receiver = new Receiver(channel, this.#send, () => this.#receivers.delete(channel));
    this.#receivers.set(channel, receiver);
    return receiver;
  }

  take(message: ChannelMessage): void {
    const { channel } = message;
    if (message.type === "piece") this.#receivers.get(channel)?.push(message.piece);
    else if (message.type === "end") this.#receivers.get(channel)?.finish(message.error);
    else if (message.type === "credit") this.#senders.get(channel)?.credit(message.bytes);
    else this.#senders.get(channel)?.halt();
  }

  /** The other process is gone. */
  close(error: string): void {
    for (const receiver of [...this.#receivers.values()]) receiver.finish(error);
    for (const sender of [...this.#senders.values()]) sender.halt();
  }
}

class Sender implements ChannelSender {
  readonly stopped: Promise<void>;
  readonly #channel: number;
  readonly #send: Send;
  readonly #forget: () => void;
  #halted = false;
  #ended = false;
  #out = 0;
  #room: (() => void)[] = [];
  #resolveStopped = () => {};

  constructor(channel: number, send: Send, forget: () => void) {
    this.#channel = channel;
    this.#send = send;
    this.#forget = forget;
    this.stopped = new Promise((resolve) => {
      this.#resolveStopped = resolve;
    });
  }

  async send(piece: Piece): Promise<void> {
    while (this.#out >= WINDOW && !this.#halted) await new Promise<void>((resolve) => this.#room.push(resolve));
    if (this.#halted || this.#ended) return;
    this.#out += piece.bytes.length;
    this.#send({ type: "piece", channel: this.#channel, piece });
  }

  end(error?: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#send({ type: "end", channel: this.#channel, ...(error !== undefined && { error }) });
    this.halt();
  }

  credit(bytes: number): void {
    this.#out -= bytes;
    this.#wake();
  }

  halt(): void {
    this.#halted = true;
    this.#wake();
    this.#resolveStopped();
    this.#forget();
  }

  #wake(): void {
    for (const resolve of this.#room.splice(0)) resolve();
  }
}

class Receiver implements ChannelReceiver {
  readonly #channel: number;
  readonly #send: Send;
  readonly #forget: () => void;
  #pieces: Piece[] = [];
  #ended = false;
  #error: string | undefined;
  #wake = () => {};

  constructor(channel: number, send: Send, forget: () => void) {
    this.#channel = channel;
    this.#send = send;
    this.#forget = forget;
  }

  push(piece: Piece): void {
    if (this.#ended) return;
    this.#pieces.push(piece);
    this.#wake();
  }

  finish(error?: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    this.#forget();
    this.#wake();
  }

  stop(): void {
    if (this.#ended) return;
    this.#pieces = [];
    this.#send({ type: "stop", channel: this.#channel });
    this.finish();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Piece, void> {
    try {
      for (;;) {
        const piece = this.#pieces.shift();
        if (piece !== undefined) {
          yield piece;
          this.#send({ type: "credit", channel: this.#channel, bytes: piece.bytes.length });
        } else if (this.#ended) {
          if (this.#error !== undefined) throw new Error(this.#error);
          return;
        } else {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
      }
    } finally {
      this.stop();
    }
  }
}

/** Bytes larger than this travel in several pieces. */
const PIECE = 64 * 1024;

/**
 * A stream whose bytes go into a channel. What is written after the receiver stopped is dropped. If it is destroyed
 * before its end, the receiver fails.
 */
export function channelWritable(sender: ChannelSender): Writable {
  const stream = new Writable({
    highWaterMark: PIECE,
    write(chunk: Buffer, _encoding, done) {
      void (async () => {
        for (let at = 0; at < chunk.length; at += PIECE) await sender.send({ bytes: chunk.subarray(at, at + PIECE) });
      })().then(() => done(), done);
    },
    final(done) {
      sender.end();
      done();
    },
    destroy(error, done) {
      sender.end(error?.message ?? "closed");
      done(error);
    },
  });
  return stream;
}

/** What arrives in a channel, as a stream. Destroying it stops the sender. */
export function channelReadable(receiver: ChannelReceiver): Readable {
  return Readable.from(bytesOf(receiver), { objectMode: false });
}

async function* bytesOf(receiver: ChannelReceiver): AsyncGenerator<Uint8Array, void> {
  for await (const { bytes } of receiver) yield bytes;
}
