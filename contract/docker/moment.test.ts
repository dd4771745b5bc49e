import { describe, expect, it } from "vitest";
import { readDuration, readMoment } from "./moment.ts";

const now = Date.UTC(2026, 0, 2);

describe("moments as docker logs takes them", () => {
  it.each([
    ["42m", now - 42 * 60_000],
    ["1h30m", now - 90 * 60_000],
    ["1.5s", now - 1500],
    ["1767225600", Date.UTC(2026, 0, 1)],
    ["2026-01-01", Date.UTC(2026, 0, 1)],
    ["2026-01-01T10:20", Date.UTC(2026, 0, 1, 10, 20)],
    ["2026-01-01T10:20:30.5Z", Date.UTC(2026, 0, 1, 10, 20, 30, 500)],
    ["2026-01-01T10:20:30+02:00", Date.UTC(2026, 0, 1, 8, 20, 30)],
    ["x", undefined],
    ["", undefined],
    ["2026-13-01", undefined],
  ])("%s", (text, moment) => {
    expect(readMoment(text, now)).toBe(moment);
  });

  it("reads durations as Go does", () => {
    expect(["300ms", "2h", "0", "1d", "-5s"].map(readDuration)).toEqual([300, 7_200_000, 0, undefined, -5000]);
  });
});
