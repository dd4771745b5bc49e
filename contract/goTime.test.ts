import { expect, test } from "vitest";
import { goTime } from "./goTime.ts";

test("writes times without the zeros at the end of their fraction, as Go does", () => {
  const times = ["10:20:00.000", "10:20:30.120", "10:00:00.100", "10:20:30.123"].map((time) => `2026-11-26T${time}Z`);
  expect(times.map((time) => goTime(Date.parse(time)).slice(11))).toEqual([
    ...["10:20:00Z", "10:20:30.12Z", "10:00:00.1Z", "10:20:30.123Z"],
  ]);
});
