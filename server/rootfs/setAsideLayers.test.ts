import { existsSync, lchownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idOnDisk, sandboxIds } from "#server/sandbox/executor/sandboxIds.ts";
import { setAsideForeign } from "./setAsideLayers.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "strata-aside-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function unpackedFor(uid: number): void {
  for (const path of ["layers/a", "mounts/b"]) mkdirSync(join(dir, path), { recursive: true });
  for (const path of ["layers", "mounts"]) lchownSync(join(dir, path), uid, uid);
}

describe.runIf(sandboxIds() !== undefined)("layers unpacked for sandboxes with other ids", () => {
  it("are set aside, with the cache mounts, and the next builder process removes them", () => {
    unpackedFor(0);
    setAsideForeign(dir);
    expect(existsSync(join(dir, "layers"))).toBe(false);
    expect(readdirSync(join(dir, "tmp")).toSorted()).toEqual([
      expect.stringMatching(/^0-layers-/),
      expect.stringMatching(/^0-mounts-/),
    ]);
  });

  it("stay if they have the current ids", () => {
    unpackedFor(idOnDisk(0));
    setAsideForeign(dir);
    expect(readdirSync(dir).toSorted()).toEqual(["layers", "mounts"]);
  });

  it("are not looked for in a folder that another process is making", () => {
    mkdirSync(join(dir, "layers"));
    setAsideForeign(dir);
    expect(readdirSync(dir)).toEqual(["layers"]);
  });
});
