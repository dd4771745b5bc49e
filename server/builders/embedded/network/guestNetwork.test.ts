import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { afterEach, describe, expect, it, vi } from "vitest";
import { gatewayAddress, guestAddress } from "./addresses.ts";
import { checksum } from "./checksum.ts";
import { createEgressPolicy } from "./egressPolicy.ts";
import { FrameReader } from "./frameReader.ts";
import { attachGuestNetwork } from "./guestNetwork.ts";
import { allocatePacket, type IpPacket, OUT_PAYLOAD, PROTOCOL, parseIpPacket } from "./ipPacket.ts";
import { ipv4 } from "./ipv4Address.ts";
import { ACK, FIN, parseTcp, RST, SYN, type TcpHeader, type TcpSegment, tcpFrame } from "./tcpSegment.ts";
import { parseUdp, udpFrame } from "./udp.ts";

const guest = ipv4(guestAddress);
const gateway = ipv4(gatewayAddress);
const loopback = ipv4("127.0.0.1");

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

/** The guest's kernel, played by hand: frames go in, packets come out. */
function attach(
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
  attachGuestNetwork(wire, {
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
  return { wire, log, next, nextTcp, tcp, controller, packets };
}

async function listen(onConnection: (socket: Socket) => void): Promise<{ server: Server; port: number }> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    // Connections are broken off at the end of each test.
    socket.on("error", () => {});
    onConnection(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanups.push(() => server.close());
  return { server, port: (server.address() as AddressInfo).port };
}

describe("TCP through the gateway", () => {
  it("opens, carries both ways and closes", async () => {
    const { port } = await listen((socket) => socket.on("data", (bytes) => socket.end(`echo ${bytes}`)));
    const { tcp, nextTcp } = attach();
    tcp(loopback, { destinationPort: port, sequence: 99 });
    const answer = await nextTcp();
    expect(answer).toMatchObject({ flags: SYN | ACK, acknowledgment: 100, sourcePort: port, destinationPort: 4000 });
    const first = answer.sequence + 1;
    tcp(loopback, { destinationPort: port, sequence: 100, acknowledgment: first, flags: ACK }, "hello");
    expect(await nextTcp()).toMatchObject({ flags: ACK, acknowledgment: 105 });
    let text = "";
    let fin = false;
    while (!fin) {
      const segment = await nextTcp();
      text += segment.payload.toString();
      fin = (segment.flags & FIN) !== 0;
    }
    expect(text).toBe("echo hello");
    tcp(loopback, { destinationPort: port, sequence: 105, acknowledgment: first + 11, flags: ACK | FIN });
    expect(await nextTcp()).toMatchObject({ flags: ACK, acknowledgment: 106 });
  });

  it("refuses what the outer side refuses", async () => {
    const { server, port } = await listen(() => {});
    server.close();
    await once(server, "close");
    const { tcp, nextTcp } = attach();
    tcp(loopback, { destinationPort: port, sequence: 7 });
    expect(await nextTcp()).toMatchObject({ flags: RST | ACK, acknowledgment: 8 });
  });

  it("refuses at once what the policy does, and tells each destination once", async () => {
    const { tcp, nextTcp, log } = attach([]);
    for (const sourcePort of [1, 2]) {
      tcp(ipv4("10.0.0.1"), { sourcePort, destinationPort: 80, sequence: 7 });
      expect(await nextTcp()).toMatchObject({ flags: RST | ACK, acknowledgment: 8, destinationPort: sourcePort });
    }
    expect(log).toEqual(["blocked connection to 10.0.0.1:80: private address"]);
  });

  it("refuses the gateway's own ports, and says nothing of it", async () => {
    const { tcp, nextTcp, log } = attach();
    tcp(gateway, { destinationPort: 8080 });
    expect((await nextTcp()).flags).toBe(RST | ACK);
    expect(log).toEqual([]);
  });

  it("refuses more connections than it may have", async () => {
    const { port } = await listen(() => {});
    const { tcp, nextTcp, log } = attach();
    for (const sourcePort of [1, 2, 3]) {
      tcp(loopback, { sourcePort, destinationPort: port });
      expect((await nextTcp()).flags).toBe(SYN | ACK);
    }
    tcp(loopback, { sourcePort: 4, destinationPort: port });
    expect((await nextTcp()).flags).toBe(RST | ACK);
    expect(log).toEqual(["blocked a connection: more than 3 at once"]);
  });

  it("breaks the outer side off when the guest does, and both when the run ends", async () => {
    const closed: string[] = [];
    const { port } = await listen((socket) => {
      const name = `connection ${closed.length}`;
      socket.on("close", () => closed.push(name));
    });
    const { tcp, nextTcp, controller, wire } = attach();
    tcp(loopback, { destinationPort: port });
    const { sequence } = await nextTcp();
    tcp(loopback, { destinationPort: port, sequence: 1, acknowledgment: sequence + 1, flags: RST | ACK });
    await vi.waitFor(() => expect(closed).toHaveLength(1));
    tcp(loopback, { destinationPort: port, sourcePort: 4001 });
    await nextTcp();
    controller.abort();
    await vi.waitFor(() => expect(closed).toHaveLength(2));
    expect(wire.destroyed).toBe(true);
  });

  it("ends with a stream that does not keep to the format", async () => {
    const { wire } = attach();
    wire.push(Buffer.from([255, 255, 255, 255, 0]));
    await vi.waitFor(() => expect(wire.destroyed).toBe(true));
  });

  it("survives any frame", async () => {
    const { wire, tcp, nextTcp } = attach();
    for (let length = 14; length < 80; length++) {
      for (const type of ["0800", "0806", "86dd"]) {
        const frame = Buffer.alloc(4 + length, 0x45);
        frame.writeUInt32BE(length);
        frame.write(type, 16, "hex");
        wire.push(frame);
      }
    }
    tcp(gateway, { destinationPort: 1 });
    expect((await nextTcp()).flags).toBe(RST | ACK);
  });
});

describe("a hostile guest", () => {
  it("gets nothing out of order, whatever it sends", async () => {
    const { port } = await listen((socket) => socket.on("data", (bytes) => socket.write(bytes)));
    const { wire, tcp, nextTcp, packets } = attach();
    const random = (below: number) => Math.floor(Math.random() * below);
    for (let n = 0; n < 3000; n++) {
      const destination = [loopback, gateway, ipv4("10.0.0.1"), ipv4("255.255.255.255")][random(4)] ?? 0;
      const header = {
        sourcePort: random(4),
        destinationPort: [port, 53, 0, 80][random(4)] ?? 0,
        sequence: [0, 1, 2, 0xffffffff, random(2 ** 32)][random(5)] ?? 0,
        acknowledgment: [0, 1, random(2 ** 32)][random(3)] ?? 0,
        flags: random(64),
        window: [0, 1, 65535][random(3)] ?? 0,
      };
      tcp(destination, header, "x".repeat(random(50)));
      const datagram = { sourcePort: random(4), destinationPort: random(3) * 53, payload: Buffer.alloc(random(40), n) };
      wire.push(udpFrame({ source: guest, destination }, datagram));
      if (n % 300 === 0) await new Promise(setImmediate);
    }
    await vi.waitFor(() => expect(wire.readableLength).toBe(0));
    expect(wire.destroyed).toBe(false);
    packets.length = 0;
    tcp(gateway, { sourcePort: 999, destinationPort: 1 });
    let answer = await nextTcp();
    while (answer.destinationPort !== 999) answer = await nextTcp();
    expect(answer.flags).toBe(RST | ACK);
  });
});

describe("name service", () => {
  const query = Buffer.from("1234010000010000000000000161016200000100", "hex");
  const withType = (type: number) => Buffer.concat([query.subarray(0, 17), Buffer.from([0, type, 0, 1])]);

  async function resolver(): Promise<{ address: string; asked: Buffer[] }> {
    const asked: Buffer[] = [];
    const socket = createSocket("udp4");
    socket.on("message", (message, from) => {
      asked.push(message);
      const answer = Buffer.concat([message, Buffer.from("answer")]);
      answer.writeUInt16BE(0x8180, 2);
      socket.send(answer, from.port, from.address);
    });
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    cleanups.push(() => socket.close());
    return { address: `127.0.0.1:${socket.address().port}`, asked };
  }

  function ask(attached: ReturnType<typeof attach>, payload: Buffer): void {
    const frame = udpFrame({ source: guest, destination: gateway }, { sourcePort: 5000, destinationPort: 53, payload });
    attached.wire.push(frame);
  }

  it("hands queries on to the machine's resolvers, byte for byte", async () => {
    const { address, asked } = await resolver();
    const attached = attach([], [address]);
    ask(attached, withType(1));
    const answer = parseUdp((await attached.next()).payload);
    expect(answer).toMatchObject({ sourcePort: 53, destinationPort: 5000 });
    expect(answer?.payload.toString("latin1")).toContain("answer");
    expect(asked).toEqual([withType(1)]);
  });

  it("has no IPv6 addresses", async () => {
    const { address, asked } = await resolver();
    const attached = attach([], [address]);
    ask(attached, withType(28));
    const answer = parseUdp((await attached.next()).payload);
    expect(answer?.payload.subarray(2, 8).toString("hex")).toBe("818000010000");
    expect(asked).toEqual([]);
  });

  it("says that it failed when no resolver answers", async () => {
    const attached = attach([], ["127.0.0.1:1"]);
    ask(attached, withType(1));
    const answer = parseUdp((await attached.next()).payload);
    expect((answer?.payload.readUInt16BE(2) ?? 0) & 15).toBe(2);
  });
});

describe("the rest", () => {
  it("answers a ping of the gateway", async () => {
    const { wire, next } = attach();
    const frame = allocatePacket(PROTOCOL.icmp, { source: guest, destination: gateway }, 12);
    frame.write("0800000000010001abcdabcd", OUT_PAYLOAD, "hex");
    wire.push(frame);
    const { payload } = await next();
    expect(payload.toString("hex")).toMatch(/^0000.{4}00010001abcdabcd$/);
    expect(checksum(payload)).toBe(0);
  });

  it("takes no notice of packets that are not the guest's own", async () => {
    const { wire, next } = attach();
    const ping = (source: number, id: string) => {
      const frame = allocatePacket(PROTOCOL.icmp, { source, destination: gateway }, 8);
      frame.write(`08000000${id}0001`, OUT_PAYLOAD, "hex");
      wire.push(frame);
    };
    ping(ipv4("10.117.0.9"), "aaaa");
    ping(guest, "bbbb");
    expect((await next()).payload.toString("hex", 4, 6)).toBe("bbbb");
  });

  it("tells that a datagram's port can't be reached where the policy refuses it", async () => {
    const { wire, next, log } = attach([]);
    const datagram = { sourcePort: 1, destinationPort: 123, payload: Buffer.from("x") };
    wire.push(udpFrame({ source: guest, destination: ipv4("192.168.0.1") }, datagram));
    expect((await next()).payload.subarray(0, 2).toString("hex")).toBe("0303");
    expect(log).toEqual(["blocked connection to 192.168.0.1:123: private address"]);
  });
});
