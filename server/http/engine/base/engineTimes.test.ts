import { expect, it } from "vitest";
import { parseTime } from "./engineTimes.ts";

const now = Date.UTC(2026, 0, 2);

it.each([
  [null, undefined],
  ["", undefined],
  ["0", undefined],
  ["1767225600.123456789", Date.UTC(2026, 0, 1, 0, 0, 0, 123)],
  ["1h30m", now - 90 * 60_000],
  ["2026-01-01T10:20:30+02:00", Date.UTC(2026, 0, 1, 8, 20, 30)],
])("takes %s as the CLI sends it", (text, time) => {
  expect(parseTime(text, now)).toBe(time);
});

it("refuses what is no time", () => {
  expect(() => parseTime("yesterday", now)).toThrow('failed to parse value "yesterday" as a time');
  expect(() => parseTime("1/2/2026", now)).toThrow("as a time");
});
