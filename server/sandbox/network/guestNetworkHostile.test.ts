import { describe, expect, it, vi } from "vitest";
import { ipv4 } from "#server/sandbox/egress/ipv4Address.ts";
import { ACK, RST } from "./tcpSegment.ts";
import { attach, gateway, guest, listen, loopback } from "./testWire.ts";
import { udpFrame } from "./udp.ts";

describe("a hostile guest", () => {
  it("breaks nothing, whatever it sends", async () => {
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
