import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { afterEach, expect, vi } from "vitest";
import { createEgressPolicy } from "#server/sandbox/egress/egressPolicy.ts";
import { ipv4 } from "#server/sandbox/egress/ipv4Address.ts";
import { gatewayAddress, guestAddress } from "./addresses.ts";
import { FrameReader } from "./frameReader.ts";
import { attachGuestNetwork } from "./guestNetwork.ts";
import { type IpPacket, parseIpPacket } from "./ipPacket.ts";
import { parseTcp, SYN, type TcpHeader, type TcpSegment, tcpFrame } from "./tcpSegment.ts";

export const guest = ipv4(guestAddress);
export const gateway = ipv4(gatewayAddress);
export const loopback = ipv4("127.0.0.1");

/** Cleaned up after each test. */
export const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

/** For tests: plays the guest's kernel: frames go in, packets come out. */
export function attach(
  allow: { base: number; prefix: number }[] = [{ base: loopback, prefix: 32 }],
  resolvers: string[] = [],
) {
  const packets: IpPacket[] = [];
  const log: string[] = [];
  const reader = new FrameReader((frame) => {
    const packet = parseIpPacket(Buffer.from(frame.subarray(14)));
    if (packet) packets.push(packet);
  });
  const wire = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, callback) {
      reader.push(chunk);
      callback();
    },
  });
  const policy = createEgressPolicy(
    allow.map((range) => ({ range })),
    () => ({ own: [], neighbors: [] }),
  );
  const controller = new AbortController();
  const network = attachGuestNetwork(wire, {
    policy,
    onBlocked: (line) => log.push(line),
    signal: controller.signal,
    maxConnections: 3,
    resolvers,
  });
  cleanups.push(() => controller.abort());
  const next = async () => {
    await vi.waitFor(() => expect(packets.length).toBeGreaterThan(0));
    return packets.shift() as IpPacket;
  };
  const nextTcp = async () => parseTcp((await next()).payload) as TcpSegment;
  const tcp = (destination: number, header: Partial<TcpHeader> & { destinationPort: number }, text = "") => {
    const whole = { sourcePort: 4000, sequence: 0, acknowledgment: 0, flags: SYN, window: 60000, ...header };
    wire.push(tcpFrame({ source: guest, destination }, whole, text.length, (frame, at) => void frame.write(text, at)));
  };
  return { network, wire, log, next, nextTcp, tcp, controller, packets };
}

/** For tests: a server on loopback. */
export async function listen(onConnection: (socket: Socket) => void): Promise<{ server: Server; port: number }> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    // Connections are closed at the end of each test.
    socket.on("error", () => {});
    onConnection(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanups.push(() => server.close());
  return { server, port: (server.address() as AddressInfo).port };
}
