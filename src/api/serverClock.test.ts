import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { noteServerTime, serverNow } from "./serverClock.ts";

const NOW = Date.parse("2026-11-26T12:00:00.400Z");
beforeEach(() => vi.useFakeTimers({ now: NOW }));
afterEach(() => vi.useRealTimers());

it("the server's clock counts for its builds, even if it is minutes ahead", () => {
  noteServerTime("Thu, 26 Nov 2026 12:03:00 GMT", NOW);
  expect(serverNow()).toBe(Date.parse("2026-11-26T12:03:00Z"));
  noteServerTime(null, NOW);
  expect(serverNow()).toBe(Date.parse("2026-11-26T12:03:00Z"));
});

it("rounding to seconds and latency do not count as a difference between clocks", () => {
  noteServerTime("Thu, 26 Nov 2026 11:59:59 GMT", NOW);
  expect(serverNow()).toBe(NOW);
});
