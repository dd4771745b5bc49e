import { DynamicPorts } from "./dynamicPorts.ts";
import { MAX_DATAGRAM, type UdpDatagram, udpFrame } from "./udp.ts";
import type { Wire } from "./wire.ts";

/** A datagram's sender is forgotten after this long without another one. */
export const UDP_IDLE_MS = 30_000;
const MAX_CLIENTS = 256;

/** One client of a UDP port of the guest. */
export interface UdpClient {
  /** Passes a datagram on to the guest. */
  send(payload: Buffer): void;
}

export interface UdpClientsOptions {
  readonly wire: Pick<Wire, "send">;
  readonly gateway: number;
  readonly guest: number;
}

interface Client {
  readonly onAnswer: (payload: Buffer) => void;
  readonly idle: NodeJS.Timeout;
  readonly onClosed: () => void;
  readonly port: number;
}

/** Clients of the guest's UDP ports: each has a port of the gateway, so that the guest's answers find it. */
export class UdpClients {
  readonly #options: UdpClientsOptions;
  readonly #ports = new DynamicPorts();
  readonly #clients = new Map<number, Client>();

  constructor(options: UdpClientsOptions) {
    this.#options = options;
  }

  open(port: number, onAnswer: (payload: Buffer) => void, onClosed: () => void): UdpClient | undefined {
    if (this.#clients.size >= MAX_CLIENTS) return undefined;
    const source = this.#ports.next((candidate) => this.#clients.has(candidate));
    if (source === undefined) return undefined;
    const idle = setTimeout(() => this.#forget(source), UDP_IDLE_MS).unref();
    this.#clients.set(source, { onAnswer, idle, onClosed, port });
    return {
      send: (payload) => {
        if (!this.#clients.has(source) || payload.length > MAX_DATAGRAM) return;
        idle.refresh();
        const { wire, gateway, guest } = this.#options;
        const ports = { sourcePort: source, destinationPort: port };
        wire.send(udpFrame({ source: gateway, destination: guest }, { ...ports, payload }));
      },
    };
  }

  /** Passes an answer of the guest on; false if it is none. */
  receive({ sourcePort, destinationPort, payload }: UdpDatagram): boolean {
    const client = this.#clients.get(destinationPort);
    if (client?.port !== sourcePort) return false;
    client.idle.refresh();
    client.onAnswer(Buffer.from(payload));
    return true;
  }

  close(): void {
    for (const source of [...this.#clients.keys()]) this.#forget(source);
  }

  #forget(source: number): void {
    const client = this.#clients.get(source);
    if (!client) return;
    this.#clients.delete(source);
    clearTimeout(client.idle);
    client.onClosed();
  }
}
