import type { Duplex } from "node:stream";
import { DynamicPorts } from "./dynamicPorts.ts";
import { UNREACHABLE_CODE, unreachable } from "./icmp.ts";
import { InwardFlow } from "./inwardFlow.ts";
import type { IpPacket } from "./ipPacket.ts";
import { breakOff, TcpFlow } from "./tcpFlow.ts";
import { ACK, addSequence, FIN, parseTcp, RST, SYN, type TcpSegment, tcpFrame } from "./tcpSegment.ts";
import type { Wire } from "./wire.ts";

/** Bytes for all connections' buffers together, and for one in each direction. */
const BUFFER_BUDGET = 64 * 1024 * 1024;
const MAX_BUFFER = 1024 * 1024;
const MIN_BUFFER = 128 * 1024;
const TICK = 50;

export interface TcpFlowsOptions {
  readonly wire: Pick<Wire, "send" | "open">;
  readonly gateway: number;
  readonly guest: number;
  readonly maxConnections: number;
  /** By `performance.now`: until then, connections to its ports wait for a program that listens. */
  readonly refusedUntil: number;
  /** Opens the outer side, or refuses (undefined). */
  readonly connect: (address: number, port: number) => Duplex | undefined;
  /** A connection was refused because there are too many. */
  readonly onTooMany: () => void;
}

/** All TCP connections of one guest. */
export class TcpFlows {
  readonly #options: TcpFlowsOptions;
  readonly #flows = new Map<string, TcpFlow | InwardFlow>();
  readonly #ports = new DynamicPorts();
  readonly #touched = new Set<TcpFlow | InwardFlow>();
  #ticking: NodeJS.Timeout | undefined;

  constructor(options: TcpFlowsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#flows.size;
  }

  receive(packet: IpPacket): void {
    const segment = parseTcp(packet.payload);
    if (!segment) return;
    const key = keyOf(segment.sourcePort, packet.destination, segment.destinationPort);
    const flow = this.#flows.get(key);
    if (flow) {
      flow.receive(segment);
      this.#touched.add(flow);
    } else if ((segment.flags & (SYN | ACK | RST | FIN)) === SYN) this.#open(key, packet, segment);
    else this.#refuse(packet, segment);
  }

  /** Acknowledges everything since the last call. */
  flushTouched(): void {
    for (const flow of this.#touched) flow.flush();
    this.#touched.clear();
  }

  flushAll(): void {
    for (const flow of this.#flows.values()) flow.flush();
  }

  close(): void {
    for (const flow of [...this.#flows.values()]) flow.close();
    clearInterval(this.#ticking);
  }

  /** Opens a connection to a port of the guest for this client, and joins the two. */
  openInward(port: number, client: Duplex): void {
    const { wire, gateway, guest, refusedUntil } = this.#options;
    const isTaken = (source: number) => this.#flows.has(keyOf(port, gateway, source));
    const source = this.#isFull() ? undefined : this.#ports.next(isTaken);
    if (source === undefined) {
      breakOff(client);
      return;
    }
    const key = keyOf(port, gateway, source);
    this.#add(
      key,
      new InwardFlow({
        client,
        ports: { source, destination: port },
        wire,
        gateway,
        guest,
        bufferLimit: () => this.#bufferLimit(),
        refusedUntil,
        onClosed: () => this.#forget(key),
      }),
    );
  }

  #open(key: string, packet: IpPacket, syn: TcpSegment): void {
    const { wire, gateway, connect } = this.#options;
    const upstream = this.#isFull() ? undefined : connect(packet.destination, syn.destinationPort);
    if (!upstream) {
      this.#refuse(packet, syn);
      return;
    }
    // A view of a large piece of the stream would keep all of it alive.
    const kept = { ...packet, bytes: Buffer.from(packet.bytes), payload: Buffer.from(packet.payload) };
    const flow = new TcpFlow({
      addresses: { source: packet.destination, destination: packet.source },
      syn: { ...syn, payload: Buffer.alloc(0) },
      upstream,
      wire,
      bufferLimit: () => this.#bufferLimit(),
      onUnreachable: () => wire.send(unreachable(kept, UNREACHABLE_CODE.host, gateway)),
      onClosed: () => this.#forget(key),
    });
    this.#add(key, flow);
  }

  #isFull(): boolean {
    const isFull = this.#flows.size >= this.#options.maxConnections;
    if (isFull) this.#options.onTooMany();
    return isFull;
  }

  #add(key: string, flow: TcpFlow | InwardFlow): void {
    this.#flows.set(key, flow);
    this.#ticking ??= setInterval(() => this.#tick(), TICK).unref();
  }

  #bufferLimit(): number {
    return Math.max(Math.min(BUFFER_BUDGET / (2 * this.#flows.size || 1), MAX_BUFFER), MIN_BUFFER);
  }

  #forget(key: string): void {
    this.#flows.delete(key);
    if (this.#flows.size > 0) return;
    clearInterval(this.#ticking);
    this.#ticking = undefined;
  }

  #tick(): void {
    for (const flow of this.#flows.values()) flow.tick();
  }

  /** RFC 9293 §3.10.7.1: a reset for a segment without a connection. */
  #refuse(packet: IpPacket, segment: TcpSegment): void {
    if ((segment.flags & RST) !== 0) return;
    const hasAck = (segment.flags & ACK) !== 0;
    const control = ((segment.flags & SYN) !== 0 ? 1 : 0) + ((segment.flags & FIN) !== 0 ? 1 : 0);
    const header = {
      sourcePort: segment.destinationPort,
      destinationPort: segment.sourcePort,
      sequence: hasAck ? segment.acknowledgment : 0,
      acknowledgment: addSequence(segment.sequence, segment.payload.length + control),
      flags: hasAck ? RST : RST | ACK,
      window: 0,
    };
    this.#options.wire.send(tcpFrame({ source: packet.destination, destination: packet.source }, header));
  }
}

/** A connection, as the guest names its ends. */
function keyOf(port: number, address: number, otherPort: number): string {
  return `${port}>${address}:${otherPort}`;
}
