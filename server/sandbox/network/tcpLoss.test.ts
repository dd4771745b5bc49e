import fc from "fast-check";
import { expect, it } from "vitest";
import { TcpConnection } from "./tcpConnection.ts";
import { TcpReceiver } from "./tcpReceiver.ts";
import { ACK, addSequence, FIN, SYN, type TcpSegment } from "./tcpSegment.ts";
import { TcpSender } from "./tcpSender.ts";

const TICK = 50;
const OURS = 0xffff_f000;
const THEIRS = 0xffff_ff00;

/** A simple guest on the same two halves, so that both directions use a wire that loses and reorders. */
function exchange(up: Buffer, down: Buffer, lose: (n: number) => boolean, swap: (n: number) => boolean) {
  const ports = { sourcePort: 1, destinationPort: 2 };
  const got = { up: [] as Buffer[], down: [] as Buffer[], closed: false, ended: false };
  const toGuest: TcpSegment[] = [];
  const toServer: TcpSegment[] = [];
  let count = 0;
  const put = (queue: TcpSegment[], segment: TcpSegment) => {
    count++;
    if (lose(count)) return;
    if (swap(count)) queue.splice(-1, 0, segment);
    else queue.push(segment);
  };
  const syn = {
    ...ports,
    sequence: THEIRS,
    acknowledgment: 0,
    flags: SYN,
    window: 5000,
    maxSegment: 700,
    windowScale: 0,
  };
  const connection: TcpConnection = new TcpConnection({
    syn: { ...syn, payload: Buffer.alloc(0) },
    initialSequence: OURS,
    room: 6000,
    events: {
      send: (header, offset, length) => {
        const payload = Buffer.alloc(length);
        connection.copy(offset, length, payload, 0);
        put(toGuest, { ...header, payload });
      },
      deliver: (bytes) => got.up.push(Buffer.from(bytes)),
      ended: () => {
        got.ended = true;
      },
      closed: () => {
        got.closed = true;
      },
    },
  });
  const receiver = new TcpReceiver(addSequence(OURS, 1), 5000, 0);
  const sender = new TcpSender(addSequence(THEIRS, 1), { maxSegment: 700, windowScale: 7, window: 6000 });
  const say = (plan: { sequence: number; flags: number; offset: number; length: number }) => {
    const payload = Buffer.alloc(plan.length);
    sender.buffer.copy(plan.offset, plan.length, payload, 0);
    const { sequence, flags } = plan;
    put(toServer, {
      ...ports,
      sequence,
      flags,
      acknowledgment: receiver.next,
      window: receiver.advertise(5000),
      payload,
    });
  };
  connection.accept(0);
  toGuest.length = 0;
  connection.receive(
    {
      ...ports,
      sequence: addSequence(THEIRS, 1),
      acknowledgment: addSequence(OURS, 1),
      flags: ACK,
      window: 5000,
      payload: Buffer.alloc(0),
    },
    0,
  );
  sender.buffer.push(up);
  sender.close();
  connection.write(down);
  connection.end();
  const hear = (segment: TcpSegment, now: number) => {
    const fin = (segment.flags & FIN) !== 0;
    sender.acknowledge(segment.acknowledgment, segment.window, segment.payload.length === 0 && !fin, now);
    const { data } = receiver.accept(segment.sequence, segment.payload, fin);
    got.down.push(...data.map((bytes) => Buffer.from(bytes)));
    if (segment.payload.length > 0 || fin) say({ sequence: sender.nextSequence, flags: ACK, offset: 0, length: 0 });
  };
  const round = (now: number) => {
    for (const segment of toServer.splice(0)) connection.receive(segment, now);
    connection.flush(now, () => true);
    for (const segment of toGuest.splice(0)) hear(segment, now);
    for (let plan = sender.next(now); plan; plan = sender.next(now)) say(plan);
  };
  for (let now = 0; now < 3_600_000 && !(got.closed && sender.finished); now += TICK) {
    for (let rounds = 0; rounds < 20; rounds++) round(now);
    connection.tick(now);
    const plan = sender.timedOut(now);
    if (plan) say(plan);
  }
  return { up: Buffer.concat(got.up), down: Buffer.concat(got.down), ...{ closed: got.closed, ended: got.ended } };
}

it("transfers every byte over a wire that loses and reorders, around the end of the sequence numbers", () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.nat(30),
      fc.nat(30),
      fc.nat(40_000),
      fc.nat(40_000),
      (seed, loss, disorder, upBytes, downBytes) => {
        const random = xorshift(seed);
        const up = Buffer.from(Array.from({ length: upBytes }, () => random() & 255));
        const down = Buffer.from(Array.from({ length: downBytes }, () => random() & 255));
        const got = exchange(
          up,
          down,
          () => random() % 100 < loss,
          () => random() % 100 < disorder,
        );
        expect(got.up.equals(up)).toBe(true);
        expect(got.down.equals(down)).toBe(true);
        expect(got.ended).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

function xorshift(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
