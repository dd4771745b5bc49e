import * as fs from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "#server/oci/store/storeFixture.ts";
import { VolumeFolders } from "#server/rootfs/volumeFolders.ts";
import { Volumes } from "./volumes.ts";

let dir: string;
let volumes: Volumes;

beforeEach(() => {
  dir = temporaryFolder();
  fs.mkdirSync(join(dir, "tmp"));
  volumes = new Volumes({ folders: new VolumeFolders(dir), usedBy: () => [], most: 3 });
});

describe("attacks on volumes", () => {
  it("another's volume is not found by its name or its ID", async () => {
    const { id } = volumes.create("other", "data");
    for (const name of ["data", id]) {
      expect(() => volumes.require("w", name)).toThrow("no such volume");
      await expect(volumes.remove("w", name)).rejects.toThrow("no such volume");
    }
    volumes.create("w", "data");
    expect(volumes.require("w", "data").id).not.toBe(id);
    await volumes.prune("w", true);
    expect(volumes.require("other", "data").id).toBe(id);
  });

  it("no name makes a path: slashes, dots, and NULs are refused before anything is made", () => {
    for (const name of ["../data", "a/b", "/etc", ".", "..", ".hidden", "a b", "a\0b", "é1", "-v"]) {
      expect(() => volumes.create("w", name)).toThrow(/volume name/);
    }
    expect(fs.readdirSync(dir)).toEqual(["tmp"]);
  });

  it("a record that something else wrote is no volume", async () => {
    const { id } = volumes.create("w", "data");
    fs.mkdirSync(join(dir, "volumes", "not-an-id"));
    fs.copyFileSync(join(dir, "volumes", id, "volume.json"), join(dir, "volumes", "not-an-id", "volume.json"));
    fs.writeFileSync(join(dir, "volumes", id, "volume.json"), '{"owner":"w"}');
    expect(await volumes.list("w")).toEqual([]);
  });
});
