import { describe, expect, it } from "vitest";
import { humanAge, humanDuration } from "./humanDuration.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("durations as the docker CLI says them", () => {
  it.each([
    [-5, "Less than a second"],
    [999, "Less than a second"],
    [1999, "1 second"],
    [59 * SECOND, "59 seconds"],
    [MINUTE, "About a minute"],
    [119 * SECOND, "About a minute"],
    [2 * MINUTE, "2 minutes"],
    [59 * MINUTE, "59 minutes"],
    [89 * MINUTE, "About an hour"],
    [90 * MINUTE, "2 hours"],
    [47 * HOUR, "47 hours"],
    [48 * HOUR, "2 days"],
    [13.9 * DAY, "13 days"],
    [14 * DAY, "2 weeks"],
    [59 * DAY, "8 weeks"],
    [60 * DAY, "2 months"],
    [729 * DAY, "24 months"],
    [730 * DAY, "2 years"],
  ])("%d ms are %s", (milliseconds, text) => {
    expect(humanDuration(milliseconds)).toBe(text);
  });

  it("says how long ago a time was", () => {
    expect(humanAge(0, 3 * MINUTE)).toBe("3 minutes ago");
  });
});
