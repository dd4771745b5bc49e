import { Duplex } from "node:stream";
import { expect, it, vi } from "vitest";
import { ipv4 } from "#server/sandbox/egress/ipv4Address.ts";
import { parseIpPacket } from "./ipPacket.ts";
import { TcpFlow } from "./tcpFlow.ts";
import { ACK, parseTcp, SYN, type TcpSegment } from "./tcpSegment.ts";

const LIMIT = 200_000;
const ports = { sourcePort: 4000, destinationPort: 80 };
const noBytes = Buffer.alloc(0);

/** A flow whose outer side consumes `taken` only when it is allowed to. */
async function openFlow() {
  const sent: TcpSegment[] = [];
  const waiting: (() => void)[] = [];
  const upstream = new Duplex({
    read() {},
    write(_chunk, _encoding, callback) {
      waiting.push(callback);
    },
  });
  const [source, destination] = [ipv4("10.117.0.2"), ipv4("1.1.1.1")];
  const flow = new TcpFlow({
    addresses: { source: destination, destination: source },
    syn: {
      ...ports,
      sequence: 0,
      acknowledgment: 0,
      flags: SYN,
      window: 65535,
      maxSegment: 60_000,
      windowScale: 7,
      payload: noBytes,
    },
    upstream,
    wire: {
      open: true,
      send: (frame) => {
        const packet = parseIpPacket(Buffer.from(frame.subarray(18)));
        const segment = packet && parseTcp(packet.payload);
        if (segment) sent.push(segment);
      },
    },
    bufferLimit: () => LIMIT,
    onClosed: () => {},
  });
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  const first = (sent[0]?.sequence ?? 0) + 1;
  const give = (sequence: number, ack: number, payload = noBytes) => {
    flow.receive({ ...ports, sequence, acknowledgment: (first + ack) >>> 0, flags: ACK, window: 60_000, payload });
    flow.flush();
  };
  give(1, 0);
  return { upstream, sent, give, waiting };
}

it("stops reading from the outer side while the guest acknowledges nothing, and continues when it does", async () => {
  const { upstream, give } = await openFlow();
  for (let n = 0; n < 10; n++) upstream.push(Buffer.alloc(50_000));
  await vi.waitFor(() => expect(upstream.isPaused()).toBe(true));
  expect(upstream.readableLength).toBeGreaterThanOrEqual(250_000);
  give(1, 150_000);
  expect(upstream.isPaused()).toBe(false);
});

it("closes the guest's window while the outer side reads nothing, and reopens it", async () => {
  const { sent, give, waiting } = await openFlow();
  const window = () => (sent.at(-1)?.window ?? 0) * 128;
  let sequence = 1;
  for (; sequence < LIMIT; sequence += 50_000) give(sequence, 0, Buffer.alloc(50_000));
  expect(window()).toBeLessThan(1000);
  while (waiting.length > 0) {
    for (const done of waiting.splice(0)) done();
    await new Promise(setImmediate);
  }
  expect(window()).toBeGreaterThan(LIMIT / 2);
});
