import { randomInt } from "node:crypto";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { IpAddresses } from "./ipPacket.ts";
import { TcpConnection } from "./tcpConnection.ts";
import { type TcpHeader, type TcpSegment, tcpFrame } from "./tcpSegment.ts";
import type { Wire } from "./wire.ts";

export interface TcpFlowOptions {
  /** Of frames to the guest. */
  readonly addresses: IpAddresses;
  /** The guest's SYN. */
  readonly syn: TcpSegment;
  /** The sequence number of our SYN, if the guest's answers it: the connection is open then. */
  readonly ourSequence?: number;
  /** The stream for the guest's data; a Socket may still be connecting. */
  readonly upstream: Duplex;
  readonly wire: Pick<Wire, "send" | "open">;
  /** Bytes that may wait in each direction. */
  readonly bufferLimit: () => number;
  /** The outer side can't be reached. */
  readonly onUnreachable?: () => void;
  readonly onClosed: () => void;
}

const UNREACHABLE = new Set(["EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT", "ENETDOWN", "EADDRNOTAVAIL"]);

/**
 * Joins a guest's connection with an outer stream. The guest's SYN is answered once the outer side is connected, so
 * the guest sees a refused connection as refused. Each side is paused if the other does not keep up.
 */
export class TcpFlow {
  readonly #options: TcpFlowOptions;
  readonly #connection: TcpConnection;
  #closed = false;

  constructor(options: TcpFlowOptions) {
    this.#options = options;
    this.#connection = new TcpConnection({
      syn: options.syn,
      initialSequence: options.ourSequence ?? randomInt(2 ** 32),
      isOpen: options.ourSequence !== undefined,
      room: options.bufferLimit(),
      events: {
        send: (header, offset, length) => this.#send(header, offset, length),
        deliver: (bytes) => void options.upstream.write(bytes),
        ended: () => void options.upstream.end(),
        closed: (reset) => this.#finish(reset),
      },
    });
    this.#listen(options.upstream);
  }

  receive(segment: TcpSegment): void {
    this.#connection.receive(segment, performance.now());
  }

  /** Sends what is due; call after a batch of segments and when the wire accepts frames again. */
  flush(): void {
    if (this.#closed) return;
    const { upstream, wire, bufferLimit } = this.#options;
    this.#connection.setRoom(bufferLimit() - upstream.writableLength);
    this.#connection.flush(performance.now(), () => wire.open);
    if (upstream.isPaused() && this.#connection.buffered < bufferLimit() / 2) upstream.resume();
  }

  tick(): void {
    this.#connection.tick(performance.now());
    this.flush();
  }

  /** Resets both sides. */
  close(): void {
    this.#connection.abort();
    breakOff(this.#options.upstream);
  }

  #listen(upstream: Duplex): void {
    if (this.#options.ourSequence === undefined) this.#acceptOnce(upstream);
    this.#forward(upstream);
  }

  #acceptOnce(upstream: Duplex): void {
    const accept = () => this.#connection.accept(performance.now());
    if (upstream instanceof Socket && upstream.connecting) upstream.once("connect", accept);
    else queueMicrotask(accept);
  }

  #forward(upstream: Duplex): void {
    upstream.on("data", (chunk: Buffer) => {
      this.#connection.write(chunk);
      if (this.#connection.buffered >= this.#options.bufferLimit()) upstream.pause();
      this.flush();
    });
    const end = () => {
      this.#connection.end();
      this.flush();
    };
    // A client that sent nothing before it was connected has ended already.
    if (upstream.readableEnded) queueMicrotask(end);
    else upstream.on("end", end);
    upstream.on("drain", () => this.flush());
    upstream.on("error", (error: NodeJS.ErrnoException) => this.#fail(error));
  }

  #fail(error: NodeJS.ErrnoException): void {
    if (this.#closed) return;
    if (UNREACHABLE.has(error.code ?? "")) this.#options.onUnreachable?.();
    this.#connection.abort();
  }

  #send(header: TcpHeader, offset: number, length: number): void {
    const { addresses, wire } = this.#options;
    const fill = (frame: Buffer, at: number) => this.#connection.copy(offset, length, frame, at);
    wire.send(tcpFrame(addresses, header, length, length > 0 ? fill : undefined));
  }

  #finish(reset: boolean): void {
    if (this.#closed) return;
    this.#closed = true;
    if (reset) breakOff(this.#options.upstream);
    this.#options.onClosed();
  }
}

/** Ends an outer stream as a reset, if it can be reset. */
export function breakOff(upstream: Duplex): void {
  if (upstream instanceof Socket) upstream.resetAndDestroy();
  else upstream.destroy();
}
