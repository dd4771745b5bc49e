import { describe, expect, it } from "vitest";
import { TcpConnection } from "./tcpConnection.ts";
import { TcpOpening } from "./tcpOpening.ts";
import { ACK, RST, SYN, type TcpHeader, type TcpSegment } from "./tcpSegment.ts";

const FIRST = 5000;
const ports = { sourcePort: 50_000, destinationPort: 80 };

function opening(refusedUntil = 0) {
  const sent: TcpHeader[] = [];
  const happened: string[] = [];
  const answers: TcpSegment[] = [];
  const asking = new TcpOpening({
    ...ports,
    initialSequence: FIRST,
    refusedUntil,
    events: {
      send: (header) => sent.push(header),
      opened: (answer) => answers.push(answer),
      failed: () => happened.push("failed"),
    },
  });
  asking.ask(0);
  const give = (header: Partial<TcpHeader>, now = 0) => {
    const answer = { sourcePort: 80, destinationPort: 50_000, sequence: 900, acknowledgment: FIRST + 1, window: 1000 };
    asking.receive({ ...answer, flags: SYN | ACK, ...header, payload: Buffer.alloc(0) }, now);
  };
  return { asking, sent, happened, answers, give };
}

describe("opening a connection to the guest", () => {
  it("asks with a SYN and begins with the answer to it", () => {
    const { sent, answers, give } = opening();
    expect(sent).toMatchObject([{ ...ports, sequence: FIRST, flags: SYN, windowScale: 7 }]);
    give({});
    expect(answers).toHaveLength(1);
  });

  it("fails if the guest refuses it", () => {
    const { happened, give } = opening();
    give({ flags: RST | ACK });
    expect(happened).toEqual(["failed"]);
  });

  it("asks a guest that refuses again while its programs start, and no longer", () => {
    const { asking, sent, happened, answers, give } = opening(1000);
    for (let now = 0; now < 1000; now += 50) {
      asking.tick(now);
      give({ flags: RST | ACK }, now);
    }
    expect(happened).toEqual([]);
    expect(sent.length).toBeGreaterThan(15);
    give({ flags: RST | ACK }, 1000);
    expect(happened).toEqual(["failed"]);
    expect(answers).toEqual([]);
  });

  it("ignores a reset that is not about its SYN, and resets an answer to another", () => {
    const { happened, answers, sent, give } = opening();
    give({ flags: RST | ACK, acknowledgment: 17 });
    give({ acknowledgment: 17 });
    expect(happened).toEqual([]);
    expect(answers).toEqual([]);
    expect(sent.at(-1)).toMatchObject({ flags: RST, sequence: 17 });
  });

  it("asks again if there is no answer, and gives up", () => {
    const { asking, sent, happened } = opening();
    for (let now = 0; now < 60_000 && happened.length === 0; now += 50) asking.tick(now);
    expect(sent).toHaveLength(9);
    expect(happened).toEqual(["failed"]);
  });

  it("leaves a connection that acknowledges the guest's SYN and sends at once", () => {
    const { answers, give } = opening();
    give({});
    const sent: TcpHeader[] = [];
    const [syn] = answers;
    if (syn === undefined) throw new Error("The connection was not opened.");
    const connection = new TcpConnection({
      syn,
      initialSequence: FIRST,
      isOpen: true,
      room: 10_000,
      events: { send: (header) => sent.push(header), deliver: () => {}, ended: () => {}, closed: () => {} },
    });
    connection.write(Buffer.from("hello"));
    connection.flush(0, () => true);
    expect(sent).toMatchObject([{ ...ports, sequence: FIRST + 1, acknowledgment: 901 }]);
  });
});
