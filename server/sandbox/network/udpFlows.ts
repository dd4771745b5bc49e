import { createSocket, type Socket } from "node:dgram";
import { formatIpv4 } from "#server/sandbox/egress/ipv4Address.ts";
import { UNREACHABLE_CODE, unreachable } from "./icmp.ts";
import type { IpPacket } from "./ipPacket.ts";
import { MAX_DATAGRAM, parseUdp, type UdpDatagram, udpFrame } from "./udp.ts";
import { UDP_IDLE_MS, type UdpClient, UdpClients } from "./udpClients.ts";
import type { Wire } from "./wire.ts";

const DNS_PORT = 53;
const MAX_FLOWS = 64;
const MAX_QUERIES = 64;

export interface UdpFlowsOptions {
  readonly wire: Pick<Wire, "send">;
  readonly gateway: number;
  readonly guest: number;
  readonly allows: (address: number, port: number) => boolean;
  readonly answerQuery: (query: Buffer) => Promise<Buffer | undefined>;
}

interface UdpFlow {
  readonly socket: Socket;
  readonly idle: NodeJS.Timeout;
  connected: boolean;
}

/** A guest's UDP: name service at the gateway, and datagrams to wherever the policy allows. */
export class UdpFlows {
  readonly #options: UdpFlowsOptions;
  readonly #sockets = new Map<string, UdpFlow>();
  readonly #clients: UdpClients;
  #queries = 0;

  constructor(options: UdpFlowsOptions) {
    this.#options = options;
    this.#clients = new UdpClients(options);
  }

  receive(packet: IpPacket): void {
    const datagram = parseUdp(packet.payload);
    if (!datagram) return;
    if (packet.destination === this.#options.gateway) this.#atGateway(packet, datagram);
    else this.#relay(packet, datagram);
  }

  close(): void {
    for (const key of [...this.#sockets.keys()]) this.#forget(key);
    this.#clients.close();
  }

  openInward(port: number, onAnswer: (payload: Buffer) => void, onClosed: () => void): UdpClient | undefined {
    return this.#clients.open(port, onAnswer, onClosed);
  }

  #relay(packet: IpPacket, datagram: UdpDatagram): void {
    const key = `${datagram.sourcePort}>${packet.destination}:${datagram.destinationPort}`;
    const known = this.#sockets.get(key);
    if (known) {
      known.idle.refresh();
      // Until it is connected, datagrams are lost, which UDP allows.
      if (known.connected) known.socket.send(Buffer.from(datagram.payload));
    } else if (this.#options.allows(packet.destination, datagram.destinationPort)) this.#open(key, packet, datagram);
    else this.#unreachable(packet);
  }

  #atGateway(packet: IpPacket, datagram: UdpDatagram): void {
    if (this.#clients.receive(datagram)) return;
    if (datagram.destinationPort !== DNS_PORT) this.#unreachable(packet);
    else if (this.#queries < MAX_QUERIES) this.#ask(packet, datagram);
  }

  #ask(packet: IpPacket, datagram: UdpDatagram): void {
    this.#queries++;
    this.#options
      .answerQuery(Buffer.from(datagram.payload))
      .then(
        (answer) => answer && this.#answer(packet, datagram, answer),
        // As if the query had been lost: the guest repeats it.
        () => {},
      )
      .finally(() => this.#queries--);
  }

  #answer(packet: IpPacket, to: UdpDatagram, payload: Buffer): void {
    if (payload.length > MAX_DATAGRAM) return;
    const addresses = { source: packet.destination, destination: packet.source };
    const ports = { sourcePort: to.destinationPort, destinationPort: to.sourcePort };
    this.#options.wire.send(udpFrame(addresses, { ...ports, payload }));
  }

  #open(key: string, original: IpPacket, datagram: UdpDatagram): void {
    if (this.#sockets.size >= MAX_FLOWS) return;
    const packet = { ...original, bytes: Buffer.from(original.bytes), payload: Buffer.from(original.payload) };
    const socket = createSocket("udp4");
    const idle = setTimeout(() => this.#forget(key), UDP_IDLE_MS).unref();
    const flow = { socket, idle, connected: false };
    this.#sockets.set(key, flow);
    socket.on("error", () => {
      this.#unreachable(packet);
      this.#forget(key);
    });
    socket.on("message", (payload) => this.#answer(packet, datagram, payload));
    const payload = Buffer.from(datagram.payload);
    socket.once("connect", () => {
      flow.connected = true;
      socket.send(payload);
    });
    socket.connect(datagram.destinationPort, formatIpv4(packet.destination));
  }

  #unreachable(packet: IpPacket): void {
    this.#options.wire.send(unreachable(packet, UNREACHABLE_CODE.port, this.#options.gateway));
  }

  #forget(key: string): void {
    const known = this.#sockets.get(key);
    if (!known) return;
    this.#sockets.delete(key);
    clearTimeout(known.idle);
    known.socket.close();
  }
}
