import { describe, expect, it } from "vitest";
import { describeSent, TestGuest } from "./testGuest.ts";

describe("sending", () => {
  it("splits data into segments of the guest's size", () => {
    const guest = new TestGuest({ maxSegment: 64 }).open();
    guest.say("a".repeat(64) + "b".repeat(10));
    expect(describeSent(guest.sent)).toEqual([`${"a".repeat(64)}@0`, `${"b".repeat(10)}@64`]);
  });

  it("sends no more than the guest's scaled window, and continues with it", () => {
    const guest = new TestGuest({ windowScale: 1, maxSegment: 64 }).open({ window: 32 });
    guest.say("x".repeat(200));
    expect(describeSent(guest.sent)).toEqual([`${"x".repeat(64)}@0`]);
    guest.give({ ack: 64, window: 64 });
    expect(describeSent(guest.sent)).toEqual([`${"x".repeat(64)}@64`, `${"x".repeat(64)}@128`]);
  });

  it("leaves a small remainder of the window unused until the next acknowledgment", () => {
    const guest = new TestGuest({ maxSegment: 64 }).open({ window: 70 });
    guest.say("x".repeat(200));
    expect(describeSent(guest.sent)).toEqual([`${"x".repeat(64)}@0`]);
    guest.give({ ack: 64, window: 70 });
    expect(describeSent(guest.sent)).toEqual([`${"x".repeat(64)}@64`]);
  });

  it("probes a closed window, and continues when it opens", () => {
    const guest = new TestGuest().open({ window: 0 });
    guest.say("hello");
    expect(guest.sent).toEqual([]);
    guest.wait(1100);
    expect(describeSent(guest.sent)).toEqual(["h@0"]);
    guest.give({ window: 0 });
    guest.wait(20_000);
    expect(describeSent(guest.sent).every((sent) => sent === "h@0")).toBe(true);
    guest.give({ ack: 1, window: 100 });
    expect(describeSent(guest.sent)).toEqual(["ello@1"]);
    expect(guest.happened).toEqual([]);
  });

  it("resends unacknowledged data at growing intervals, and finally gives up", () => {
    const guest = new TestGuest().open();
    guest.say("hello");
    guest.wait(7050);
    expect(describeSent(guest.sent)).toEqual(Array(4).fill("hello@0"));
    guest.wait(600_000);
    expect(guest.happened).toEqual(["broken off"]);
  });

  it("resends a lost segment at the third duplicate, and the next hole at the partial acknowledgment", () => {
    const guest = new TestGuest({ maxSegment: 64 }).open();
    guest.say(["a", "b", "c", "d", "e", "f"].map((letter) => letter.repeat(64)).join(""));
    guest.give({});
    guest.give({});
    expect(guest.sent).toHaveLength(6);
    guest.give({});
    expect(describeSent(guest.sent)).toEqual([`${"a".repeat(64)}@0`]);
    guest.give({});
    expect(guest.sent).toEqual([]);
    guest.give({ ack: 128 });
    expect(describeSent(guest.sent)).toEqual([`${"c".repeat(64)}@128`]);
    guest.give({ ack: 384 });
    expect(guest.sent).toEqual([]);
  });

  it("pauses data while the wire is full", () => {
    const guest = new TestGuest().open();
    guest.connection.write(Buffer.from("hello"));
    guest.connection.flush(0, () => false);
    expect(guest.sent).toEqual([]);
    guest.flush();
    expect(describeSent(guest.sent)).toEqual(["hello@0"]);
  });

  it("keeps unacknowledged data, and no more", () => {
    const guest = new TestGuest().open();
    guest.say("hello");
    guest.give({ ack: 2 });
    expect(guest.connection.buffered).toBe(3);
  });

  it("answers an acknowledgment of unsent data and otherwise ignores it", () => {
    const guest = new TestGuest().open();
    guest.say("hello");
    guest.give({ ack: 100 });
    expect(describeSent(guest.sent)).toEqual(["hello@0", "ack"]);
    expect(guest.connection.buffered).toBe(5);
  });
});
