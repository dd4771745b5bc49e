import { once } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { ipv4 } from "#server/sandbox/egress/ipv4Address.ts";
import { checksum } from "./checksum.ts";
import { allocatePacket, OUT_PAYLOAD, PROTOCOL } from "./ipPacket.ts";
import { ACK, FIN, RST, SYN } from "./tcpSegment.ts";
import { attach, gateway, guest, listen, loopback } from "./testWire.ts";
import { udpFrame } from "./udp.ts";

describe("TCP through the gateway", () => {
  it("opens, transfers both ways, and closes", async () => {
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

  it("refuses a connection that the outer side refuses", async () => {
    const { server, port } = await listen(() => {});
    server.close();
    await once(server, "close");
    const { tcp, nextTcp } = attach();
    tcp(loopback, { destinationPort: port, sequence: 7 });
    expect(await nextTcp()).toMatchObject({ flags: RST | ACK, acknowledgment: 8 });
  });

  it("immediately refuses what the policy does, and reports each destination once", async () => {
    const { tcp, nextTcp, log } = attach([]);
    for (const sourcePort of [1, 2]) {
      tcp(ipv4("10.0.0.1"), { sourcePort, destinationPort: 80, sequence: 7 });
      expect(await nextTcp()).toMatchObject({ flags: RST | ACK, acknowledgment: 8, destinationPort: sourcePort });
    }
    expect(log).toEqual(["blocked connection to 10.0.0.1:80: private address"]);
  });

  it("refuses the gateway's own ports without a report", async () => {
    const { tcp, nextTcp, log } = attach();
    tcp(gateway, { destinationPort: 8080 });
    expect((await nextTcp()).flags).toBe(RST | ACK);
    expect(log).toEqual([]);
  });

  it("refuses connections over the limit", async () => {
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

  it("resets the outer side when the guest does, and both when the run ends", async () => {
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

  it("ends if the stream violates the format", async () => {
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

describe("other protocols", () => {
  it("answers a ping to the gateway", async () => {
    const { wire, next } = attach();
    const frame = allocatePacket(PROTOCOL.icmp, { source: guest, destination: gateway }, 12);
    frame.write("0800000000010001abcdabcd", OUT_PAYLOAD, "hex");
    wire.push(frame);
    const { payload } = await next();
    expect(payload.toString("hex")).toMatch(/^0000.{4}00010001abcdabcd$/);
    expect(checksum(payload)).toBe(0);
  });

  it("ignores packets that are not the guest's own", async () => {
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

  it("reports a datagram's port as unreachable if the policy refuses it", async () => {
    const { wire, next, log } = attach([]);
    const datagram = { sourcePort: 1, destinationPort: 123, payload: Buffer.from("x") };
    wire.push(udpFrame({ source: guest, destination: ipv4("192.168.0.1") }, datagram));
    expect((await next()).payload.subarray(0, 2).toString("hex")).toBe("0303");
    expect(log).toEqual(["blocked connection to 192.168.0.1:123: private address"]);
  });
});
