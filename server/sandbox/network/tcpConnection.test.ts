import { describe, expect, it } from "vitest";
import { ACK, FIN, MAX_SEGMENT, RST, SYN } from "./tcpSegment.ts";
import { describeSent, GUEST_FIRST, OUR_FIRST, TestGuest } from "./testGuest.ts";

describe("opening", () => {
  it("answers with its largest segment, and scales windows if the guest does", () => {
    const guest = new TestGuest({ windowScale: 5 });
    guest.connection.accept(0);
    expect(guest.sent).toMatchObject([
      {
        sequence: OUR_FIRST,
        acknowledgment: GUEST_FIRST + 1,
        flags: SYN | ACK,
        maxSegment: MAX_SEGMENT,
        windowScale: 7,
      },
    ]);
  });

  it("sends nothing before the outer side is connected, even if the SYN is repeated", () => {
    const guest = new TestGuest();
    guest.give({ at: -1, flags: SYN });
    expect(guest.sent).toEqual([]);
  });

  it("answers again if the answer was lost", () => {
    const guest = new TestGuest();
    guest.connection.accept(0);
    guest.give({ at: -1, flags: SYN });
    guest.wait(2000);
    expect(describeSent(guest.sent)).toEqual(["syn+ack", "syn+ack", "syn+ack"]);
  });

  it("gives up on a guest that never completes it", () => {
    const guest = new TestGuest();
    guest.connection.accept(0);
    guest.wait(200_000);
    expect(guest.happened).toEqual(["broken off"]);
  });

  it("refuses with a reset that acknowledges the guest's SYN", () => {
    const guest = new TestGuest();
    guest.connection.abort();
    expect(guest.sent).toMatchObject([{ flags: RST | ACK, acknowledgment: GUEST_FIRST + 1 }]);
    expect(guest.happened).toEqual(["closed"]);
  });
});

describe("receiving", () => {
  it("forwards data in order and acknowledges a burst once", () => {
    const guest = new TestGuest().open();
    for (const [at, text] of [
      [0, "ab"],
      [2, "cd"],
    ] as const) {
      const header = { sourcePort: 4000, destinationPort: 80, acknowledgment: OUR_FIRST + 1, window: 10_000 };
      const payload = Buffer.from(text);
      guest.connection.receive({ ...header, sequence: GUEST_FIRST + 1 + at, flags: ACK, payload }, 0);
    }
    guest.flush();
    expect(guest.delivered.join("")).toBe("abcd");
    expect(guest.sent).toMatchObject([{ flags: ACK, acknowledgment: GUEST_FIRST + 5 }]);
  });

  it("holds data after a gap, says so at once, and forwards everything when the gap is filled", () => {
    const guest = new TestGuest().open();
    guest.give({ at: 4, text: "ef" });
    guest.give({ at: 2, text: "cd" });
    expect(guest.sent.map((sent) => sent.acknowledgment)).toEqual([GUEST_FIRST + 1, GUEST_FIRST + 1]);
    guest.give({ at: 0, text: "ab" });
    expect(guest.delivered.join("")).toBe("abcdef");
    expect(guest.sent.at(-1)?.acknowledgment).toBe(GUEST_FIRST + 7);
  });

  it("accepts only the new part of an overlapping segment, and acknowledges known data", () => {
    const guest = new TestGuest().open();
    guest.give({ text: "abc" });
    guest.give({ text: "abcde" });
    guest.give({ text: "abc" });
    expect(guest.delivered.join("")).toBe("abcde");
    expect(guest.sent.at(-1)?.acknowledgment).toBe(GUEST_FIRST + 6);
  });

  it("answers a keepalive", () => {
    const guest = new TestGuest().open();
    guest.give({ at: -1 });
    expect(describeSent(guest.sent)).toEqual(["ack"]);
  });

  it("closes the window if the outer side does not keep up, never shrinks it, and reopens it", () => {
    const guest = new TestGuest({ room: 2 * MAX_SEGMENT, windowScale: 7 }).open();
    const told = () => (guest.sent.at(-1)?.window ?? 0) * 128;
    guest.give({ text: "x".repeat(1000) });
    const first = told();
    expect(first).toBeGreaterThan(2 * MAX_SEGMENT - 1000 - 128);
    guest.connection.setRoom(0);
    guest.give({ at: 1000, text: "x".repeat(first - 1000) });
    expect(told()).toBeLessThan(1200);
    guest.connection.setRoom(MAX_SEGMENT / 2);
    guest.flush();
    expect(guest.sent).toEqual([]);
    guest.connection.setRoom(2 * MAX_SEGMENT);
    guest.flush();
    expect(told()).toBeGreaterThan(MAX_SEGMENT);
  });

  it("drops data beyond the window", () => {
    const guest = new TestGuest({ room: 4 }).open();
    guest.connection.setRoom(0);
    guest.give({ text: "abcdefgh" });
    expect(guest.delivered.join("")).toBe("abcd");
  });
});

describe("closing", () => {
  it("closes each direction separately, the guest's first", () => {
    const guest = new TestGuest().open();
    guest.give({ text: "bye", flags: ACK | FIN });
    expect(guest.happened).toEqual(["ended"]);
    guest.say("still here");
    guest.hangUp();
    expect(describeSent(guest.sent)).toEqual(["ack", "still here@0", "fin+ack"]);
    guest.give({ at: 4, ack: 11 });
    expect(guest.happened).toEqual(["ended", "closed"]);
  });

  it("closes each direction separately, the outer side's first", () => {
    const guest = new TestGuest().open();
    guest.hangUp();
    guest.give({ ack: 1, text: "more" });
    expect(guest.delivered).toEqual(["more"]);
    guest.give({ at: 4, ack: 1, flags: ACK | FIN });
    expect(guest.happened).toEqual(["ended", "closed"]);
    expect(guest.sent.at(-1)?.acknowledgment).toBe(GUEST_FIRST + 6);
  });

  it("resends a lost FIN", () => {
    const guest = new TestGuest().open();
    guest.hangUp();
    guest.wait(1000);
    expect(describeSent(guest.sent)).toEqual(["fin+ack", "fin+ack"]);
  });

  it("waits for missing data before an early FIN", () => {
    const guest = new TestGuest().open();
    guest.give({ at: 2, text: "cd", flags: ACK | FIN });
    expect(guest.happened).toEqual([]);
    guest.give({ text: "ab" });
    expect(guest.delivered.join("")).toBe("abcd");
    expect(guest.happened).toEqual(["ended"]);
  });

  it("is closed by a reset in the window, and by no other", () => {
    const guest = new TestGuest().open();
    guest.give({ at: -5, flags: RST });
    guest.give({ at: 10_000_000, flags: RST });
    expect(guest.happened).toEqual([]);
    guest.give({ flags: RST });
    expect(guest.happened).toEqual(["broken off"]);
  });
});
