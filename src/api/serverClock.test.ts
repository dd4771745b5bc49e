import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { noteServerTime, serverNow } from "./serverClock.ts";

const NOW = Date.parse("2026-11-26T12:00:00.400Z");
beforeEach(() => vi.useFakeTimers({ now: NOW }));
afterEach(() => vi.useRealTimers());

it("a server whose clock is minutes ahead is believed about its own builds", () => {
  noteServerTime("Thu, 26 Nov 2026 12:03:00 GMT", NOW);
  expect(serverNow()).toBe(Date.parse("2026-11-26T12:03:00Z"));
  noteServerTime(null, NOW);
  expect(serverNow()).toBe(Date.parse("2026-11-26T12:03:00Z"));
});

it("the cut-off of a second and the way of an answer are no difference between clocks", () => {
  noteServerTime("Thu, 26 Nov 2026 11:59:59 GMT", NOW);
  expect(serverNow()).toBe(NOW);
});
