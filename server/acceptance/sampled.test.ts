import { afterAll, beforeEach, expect, it, vi } from "vitest";
import { LONG } from "./longTests.ts";
import { rounds, sampled, sampledByName } from "./sampled.ts";

const told = vi.spyOn(process.stderr, "write");
beforeEach(() => {
  told.mockReset().mockReturnValue(true);
});
afterAll(() => told.mockRestore());
const lines = () => told.mock.calls.map(([line]) => line);
const ifShort = (line: string) => (LONG ? [] : [`SAMPLED: STRATA_TEST_LONG is not 1: ${line}\n`]);

it("takes all cases in the long form, and a sample in the short one, which it tells", () => {
  expect(sampled("numbers", [1, 2, 3, 4], (one) => one % 2 === 0)).toEqual(LONG ? [1, 2, 3, 4] : [2, 4]);
  expect(lines()).toEqual(ifShort("2 of 4 numbers"));
});

it("takes cases by their names, in the order of the cases", () => {
  const cases = sampledByName("letters", { a: 1, b: 2, c: 3 }, ["c", "a"]);
  expect(cases.map(([name]) => name)).toEqual(LONG ? ["a", "b", "c"] : ["a", "c"]);
  expect(lines()).toEqual(ifShort("2 of 3 letters"));
});

it("rejects a sample with a name that no case has", () => {
  expect(() => sampledByName("letters", { a: 1 }, ["a", "z"])).toThrow("there are no letters named z");
});

it("runs fewer rounds in the short form, and tells it", () => {
  expect(rounds("rounds", 20, 4)).toBe(LONG ? 20 : 4);
  expect(lines()).toEqual(ifShort("4 of 20 rounds"));
});
