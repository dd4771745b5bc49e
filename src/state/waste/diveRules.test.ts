import { describe, expect, it } from "vitest";
import type { Efficiency } from "#contract/imageLeftovers.ts";
import { diveRules } from "./diveRules.ts";

const efficiency: Efficiency = {
  efficiency: 0.92,
  wastedBytes: 20_000_000,
  userBytes: 100_000_000,
  userWastedPercent: 0.2,
  total: 1,
  items: [],
};

function outcomes(text: string, of: Partial<Efficiency> = {}): string[] {
  return diveRules(text, { ...efficiency, ...of }).map(
    ({ threshold, isDefault, outcome }) => `${threshold} ${outcome}${isDefault ? " by default" : ""}`,
  );
}

describe("the rules of a .dive-ci", () => {
  it("are read as dive reads them, and the others are dive's defaults", () => {
    expect(outcomes('rules:\n  # comment\n  lowestEfficiency: 0.95 # high\n  highestWastedBytes: "20MB"\n')).toEqual([
      "0.95 failed",
      "20MB passed",
      "0.1 failed by default",
    ]);
    expect(outcomes("")).toEqual(["0.9 passed by default", "disabled disabled by default", "0.1 failed by default"]);
  });

  it("are broken above the threshold only, and bytes have decimal and binary units", () => {
    const wasted = (threshold: string) => outcomes(`rules:\n  highestWastedBytes: ${threshold}`)[1];
    expect(["19.9MB", "20 MB", "19MiB", "20MiB", "20,000,000", "20000kb", "19999999B", "5xb"].map(wasted)).toEqual([
      "19.9MB failed",
      "20 MB passed",
      "19MiB failed",
      "20MiB passed",
      "20,000,000 passed",
      "20000kb passed",
      "19999999B failed",
      "5xb unreadable",
    ]);
    expect(outcomes("rules: \n  highestUserWastedPercent: 0.2", { userWastedPercent: 0.2 })[2]).toBe("0.2 passed");
  });

  it("can be switched off, and what is no number is unreadable", () => {
    expect(
      outcomes("rules:\n  lowestEfficiency: disabled\n  highestWastedBytes: lots\n  highestUserWastedPercent: 20\n"),
    ).toEqual(["disabled disabled", "lots unreadable", "20 unreadable"]);
  });

  it("may have the names of later versions", () => {
    expect(outcomes("lowest-efficiency-threshold: '0.5'")[0]).toBe("0.5 passed");
  });
});
