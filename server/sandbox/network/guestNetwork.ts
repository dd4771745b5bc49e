import { connect } from "node:net";
import type { Duplex } from "node:stream";
import type { EgressPolicy } from "#server/sandbox/egress/egressPolicy.ts";
import { formatIpv4, ipv4 } from "#server/sandbox/egress/ipv4Address.ts";
import { ethernetHeaderBytes, gatewayAddress, guestAddress } from "./addresses.ts";
import { answerArp } from "./arp.ts";
import { dnsStream } from "./dnsStream.ts";
import { answerEcho } from "./icmp.ts";
import { PROTOCOL, parseIpPacket } from "./ipPacket.ts";
import { answerQuery, type DnsTransport } from "./nameServer.ts";
import { TcpFlows } from "./tcpFlows.ts";
import type { UdpClient } from "./udpClients.ts";
import { UdpFlows } from "./udpFlows.ts";
import { Wire } from "./wire.ts";

export interface GuestNetworkOptions {
  readonly policy: EgressPolicy;
  /** Receives lines for the build's log; each refused destination is logged once, up to a limit. */
  readonly onBlocked: (line: string) => void;
  readonly signal: AbortSignal;
  /** Most connections at once; 256 if absent. */
  readonly maxConnections?: number;
  /**
   * Milliseconds that the guest's programs have to begin listening: for so long, a connection to one of its ports waits for
   * them. None if absent.
   */
  readonly startingMs?: number;
  /** Name servers, in the form of `dns.getServers`; the machine's own if absent. */
  readonly resolvers?: readonly string[];
}

export interface GuestNetwork {
  /** Bytes of frames that the guest has sent and received. */
  readonly traffic: { readonly sent: number; readonly received: number };
  /** Opens a connection to a port of the guest, from its gateway, and joins it with this stream. */
  openTcp(port: number, client: Duplex): void;
  /** The datagrams of one client of a port of the guest; undefined if there are too many. Idle ones end by themselves. */
  openUdp(port: number, onAnswer: (payload: Buffer) => void, onClosed: () => void): UdpClient | undefined;
  /** Resets all connections and closes the wire. */
  close(): void;
}

const DNS_PORT = 53;
const MAX_CONNECTIONS = 256;
const MAX_TOLD = 50;
const ETHERTYPE = { ipv4: 0x0800, arp: 0x0806 } as const;
const gateway = ipv4(gatewayAddress);
const guest = ipv4(guestAddress);

/**
 * Connects the guest at the other end of `stream` (frames as in addresses.ts) to the network: a TCP/IP stack in this
 * process terminates the guest's connections and opens new ones if the policy allows them. Ends with the stream,
 * the signal, or `close`.
 */
export function attachGuestNetwork(stream: Duplex, options: GuestNetworkOptions): GuestNetwork {
  const { policy, signal, resolvers, startingMs = 0 } = options;
  const stopped = new AbortController();
  const ending = AbortSignal.any([signal, stopped.signal]);
  const tell = tellOnce(options.onBlocked);
  const allows = (address: number, port: number): boolean => {
    const verdict = policy.check(address, port);
    if (!verdict.allowed) tell(`blocked connection to ${formatIpv4(address)}:${port}: ${verdict.reason}`);
    return verdict.allowed;
  };
  const answer = (transport: DnsTransport) => (query: Buffer) => answerQuery(query, transport, ending, resolvers);
  const openUpstream = (address: number, port: number): Duplex | undefined => {
    if (address === gateway) return port === DNS_PORT ? dnsStream(answer("tcp")) : undefined;
    return allows(address, port) ? connectOut(address, port) : undefined;
  };
  const wire = new Wire(stream, {
    frame: (frame) => dispatch(frame, wire, tcp, udp),
    batchEnd: () => tcp.flushTouched(),
    drained: () => tcp.flushAll(),
    closed: () => close(),
  });
  const maxConnections = options.maxConnections ?? MAX_CONNECTIONS;
  const onTooMany = () => tell(`blocked a connection: more than ${maxConnections} at once`);
  const refusedUntil = performance.now() + startingMs;
  const tcp = new TcpFlows({ wire, gateway, guest, maxConnections, refusedUntil, connect: openUpstream, onTooMany });
  const udp = new UdpFlows({ wire, gateway, guest, allows, answerQuery: answer("udp") });
  const close = () => {
    if (stopped.signal.aborted) return;
    stopped.abort();
    signal.removeEventListener("abort", close);
    tcp.close();
    udp.close();
    wire.close();
  };
  signal.addEventListener("abort", close, { once: true });
  if (signal.aborted) close();
  return {
    traffic: wire.traffic,
    openTcp: (port, client) => tcp.openInward(port, client),
    openUdp: (port, onAnswer, onClosed) => udp.openInward(port, onAnswer, onClosed),
    close,
  };
}

function dispatch(frame: Buffer, wire: Wire, tcp: TcpFlows, udp: UdpFlows): void {
  const type = frame.readUInt16BE(12);
  if (type === ETHERTYPE.arp) {
    const answer = answerArp(frame);
    if (answer) wire.send(answer);
    return;
  }
  const packet = type === ETHERTYPE.ipv4 ? parseIpPacket(frame.subarray(ethernetHeaderBytes)) : undefined;
  // Any other source is not the guest's own, so an answer would reach no one.
  if (packet?.source !== guest) return;
  if (packet.protocol === PROTOCOL.tcp) tcp.receive(packet);
  else if (packet.protocol === PROTOCOL.udp) udp.receive(packet);
  else if (packet.protocol === PROTOCOL.icmp && packet.destination === gateway) {
    const answer = answerEcho(packet);
    if (answer) wire.send(answer);
  }
}

function connectOut(address: number, port: number): Duplex {
  return connect({ host: formatIpv4(address), port, family: 4, allowHalfOpen: true, noDelay: true });
}

function tellOnce(tell: (line: string) => void): (line: string) => void {
  const told = new Set<string>();
  return (line) => {
    if (told.has(line) || told.size >= MAX_TOLD) return;
    told.add(line);
    tell(line);
  };
}
