import { randomInt } from "node:crypto";
import type { Duplex } from "node:stream";
import { breakOff, TcpFlow } from "./tcpFlow.ts";
import { TcpOpening } from "./tcpOpening.ts";
import { type TcpSegment, tcpFrame } from "./tcpSegment.ts";
import type { Wire } from "./wire.ts";

export interface InwardFlowOptions {
  /** The connection's stream outside the guest. */
  readonly client: Duplex;
  /** At the gateway, and in the guest. */
  readonly ports: { readonly source: number; readonly destination: number };
  readonly wire: Pick<Wire, "send" | "open">;
  readonly gateway: number;
  readonly guest: number;
  readonly bufferLimit: () => number;
  /** By `performance.now`: until then, a refusal is asked again. */
  readonly refusedUntil: number;
  readonly onClosed: () => void;
}

/**
 * Joins an outer stream with a connection to a port of the guest. If the guest refuses it, the stream is reset, as
 * Docker's proxy does; while the guest starts, the stream waits for its program first.
 */
export class InwardFlow {
  readonly #options: InwardFlowOptions;
  readonly #initialSequence = randomInt(2 ** 32);
  readonly #opening: TcpOpening;
  #flow: TcpFlow | undefined;
  #isClosed = false;
  /** A client that leaves before it is connected. */
  readonly #leave = () => this.close();

  constructor(options: InwardFlowOptions) {
    const { ports, wire, gateway, guest, client, refusedUntil } = options;
    this.#options = options;
    this.#opening = new TcpOpening({
      sourcePort: ports.source,
      destinationPort: ports.destination,
      initialSequence: this.#initialSequence,
      refusedUntil,
      events: {
        send: (header) => wire.send(tcpFrame({ source: gateway, destination: guest }, header)),
        opened: (answer) => this.#join(answer),
        failed: () => this.close(),
      },
    });
    client.on("error", this.#leave);
    client.on("close", this.#leave);
    this.#opening.ask(performance.now());
  }

  receive(segment: TcpSegment): void {
    if (this.#flow) this.#flow.receive(segment);
    else this.#opening.receive(segment, performance.now());
  }

  flush(): void {
    this.#flow?.flush();
  }

  tick(): void {
    if (this.#flow) this.#flow.tick();
    else this.#opening.tick(performance.now());
  }

  #join(answer: TcpSegment): void {
    const { client, wire, gateway, guest, bufferLimit, onClosed } = this.#options;
    client.off("error", this.#leave);
    client.off("close", this.#leave);
    this.#flow = new TcpFlow({
      addresses: { source: gateway, destination: guest },
      syn: { ...answer, payload: Buffer.alloc(0) },
      ourSequence: this.#initialSequence,
      upstream: client,
      wire,
      bufferLimit,
      onClosed,
    });
  }

  /** Resets both sides. */
  close(): void {
    this.#flow?.close();
    if (this.#flow || this.#isClosed) return;
    this.#isClosed = true;
    breakOff(this.#options.client);
    this.#options.onClosed();
  }
}
