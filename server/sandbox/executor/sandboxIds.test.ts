import { describe, expect, it } from "vitest";
import { hasAllIds, idOnDisk, sandboxIds } from "./sandboxIds.ts";

describe("the ids of sandboxes", () => {
  it.each([
    ["the machine's own", "         0          0 4294967295\n", true],
    ["a rootless container's", "0 100000 65536\n", false],
    ["one with the first id moved", "0 1000 1\n1 100000 65536\n", false],
  ])("are of %s namespace: %j", (_, map, all) => {
    expect(hasAllIds(map)).toBe(all);
  });

  it.runIf(sandboxIds() !== undefined)("are beyond all accounts for every user that an image may have", () => {
    const ids = [0, 1000, 65_534, 2_147_483_647].map(idOnDisk);
    expect(ids.every((id) => id >= 2_147_483_646 && id < 2 ** 32 - 2)).toBe(true);
    expect(new Set(ids).size).toBe(4);
  });
});
