import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampledUsers } from "#server/acceptance/sampledUsers.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { removeTrees } from "#server/sandbox/executor/removeTrees.ts";
import type { SandboxUser } from "#server/sandbox/executor/sandboxUsers.ts";
import { scanUpper } from "./scanUpper.ts";
import { unpackLayer } from "./unpackLayer.ts";

const CONTENT = "some content";
const CAPABILITY = Buffer.from("0100000200200000000000000000000000000000", "hex").toString("base64");
const common = { mode: 0o644, uid: 0, gid: 0, size: 0, mtime: 1_700_000_000, offset: 0 };

const file = (path: string, changes: Partial<LayerEntry> = {}): LayerEntry => ({
  ...common,
  path,
  type: "file",
  size: CONTENT.length,
  ...changes,
});
const dir = (path: string, changes: Partial<LayerEntry> = {}): LayerEntry => ({
  ...common,
  path,
  type: "dir",
  mode: 0o755,
  ...changes,
});
const link = (path: string, linkTarget: string, type: "symlink" | "hardlink" = "symlink"): LayerEntry => ({
  ...common,
  path,
  type,
  linkTarget,
  mode: 0o777,
});

function suite(user: SandboxUser): void {
  let base: string;
  let tar: string;
  let count = 0;
  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), "strata-unpack-"));
    execFileSync("chmod", ["755", base]);
    tar = join(base, "tar");
    writeFileSync(tar, CONTENT);
  });
  afterAll(() => removeTrees([base]));
  const unpack = async (entries: LayerEntry[], before: (target: string) => void = () => {}) => {
    const target = join(base, `target-${count++}`);
    mkdirSync(target);
    before(target);
    if (user.root !== undefined) execFileSync("chown", ["-hR", `${user.root.uid}:${user.root.gid}`, target]);
    await unpackLayer(tar, entries, target, undefined, user.launch);
    return { target, layer: await scanUpper(target, undefined, user.launch) };
  };

  it("returns what was unpacked", async () => {
    const entries = [
      dir("d", { mode: 0o1777, uid: 3, gid: 4, mtime: 1_600_000_000.5 }),
      file("d/f", { mode: 0o4755, uid: 1000, gid: 50, mtime: 1_500_000_000.25 }),
      link("d/h", "d/f", "hardlink"),
      link("d/l", "../../../etc/passwd"),
      { ...common, path: "d/p", type: "fifo" as const },
      file("d/x", { xattrs: { "user.note": Buffer.from("hello").toString("base64") } }),
    ];
    const { layer } = await unpack(entries);
    const shown = layer.map(({ allocated, ...rest }) => rest);
    const expected = entries.map(({ offset, ...rest }) => rest);
    expect(shown.filter(({ type }) => type !== "hardlink")).toMatchObject(
      expected
        .filter(({ type }) => type !== "hardlink")
        .map((entry) => (user.hasIds || entry.type !== "symlink" ? entry : { path: entry.path })),
    );
    expect(shown.find(({ type }) => type === "hardlink")).toMatchObject({ path: "d/h", linkTarget: "d/f" });
  });

  it("makes whiteouts and opaque folders for overlay", async () => {
    const { layer } = await unpack([
      dir("a"),
      { ...dir("a"), whiteout: "opaque" },
      { ...file("gone", { size: 0 }), whiteout: "file" },
      { ...file("deep/er/gone", { size: 0 }), whiteout: "file" },
    ]);
    expect(layer).toMatchObject([
      { path: "a", opaque: true },
      { path: "deep" },
      { path: "deep/er" },
      { path: "deep/er/gone", whiteout: "file" },
      { path: "gone", whiteout: "file" },
    ]);
  });

  it.runIf(user.hasIds)("keeps a program's capabilities", async () => {
    const xattrs = { "security.capability": CAPABILITY };
    const { layer } = await unpack([file("ping", { mode: 0o755, xattrs })]);
    expect(layer[0]?.xattrs).toEqual(xattrs);
  });

  it("makes an empty file on the disk for a device, and returns the device", async () => {
    const devices = [
      { ...common, path: "block", type: "block" as const, mode: 0o660, devMajor: 7, devMinor: 0, uid: 0, gid: 6 },
      { ...common, path: "char", type: "char" as const, mode: 0o666, devMajor: 1, devMinor: 1 },
    ];
    const { target, layer } = await unpack(devices);
    expect(devices.map(({ path }) => lstatSync(join(target, path)).isFile())).toEqual([true, true]);
    expect(layer).toMatchObject(devices.map(({ offset, ...device }) => device));
  });

  it("ignores our own marks in a layer", async () => {
    const marks = { "user.strata.device": "YyAxOjE=", "user.strata.owner": "OTk6OTk=" };
    const { layer } = await unpack([file("f", { xattrs: marks })]);
    expect(layer).toMatchObject([{ path: "f", type: "file", uid: 0 }]);
  });

  it("fills the holes of a sparse file", async () => {
    const { target, layer } = await unpack([
      file("s", {
        size: 10_000_000,
        sparse: [
          { at: 4096, length: 4 },
          { at: 9_000_000, length: CONTENT.length - 4 },
        ],
      }),
    ]);
    const bytes = readFileSync(join(target, "s"));
    expect(bytes.subarray(4096, 4100).toString()).toBe("some");
    expect(bytes.subarray(9_000_000, 9_000_008).toString()).toBe(" content");
    expect(layer[0]?.allocated).toBeLessThan(100_000);
  });

  it.each(["../out", "/out", "a/../../out", "a/./b", "a//b", "", "a/"])("rejects the path %j", async (path) => {
    await expect(unpack([file(path)])).rejects.toMatchObject({ name: "SandboxError" });
  });

  it("rejects a hard link to a path outside", async () => {
    await expect(unpack([link("h", "../tar", "hardlink")])).rejects.toMatchObject({ name: "SandboxError" });
  });

  it("does not write through a link of the same layer", async () => {
    const outside = join(base, `outside-${user.name}`);
    mkdirSync(outside);
    execFileSync("chmod", ["777", outside]);
    await unpack([link("l", outside), file("l/evil"), link("m", join(outside, "file")), file("m")]);
    expect(existsSync(join(outside, "evil"))).toBe(false);
    expect(existsSync(join(outside, "file"))).toBe(false);
  });

  it("does not write through an existing link", async () => {
    const outside = join(base, `there-${user.name}`);
    mkdirSync(outside);
    execFileSync("chmod", ["777", outside]);
    await unpack([file("l/evil")], (target) => symlinkSync(outside, join(target, "l")));
    expect(existsSync(join(outside, "evil"))).toBe(false);
  });

  it("lets a later entry replace an earlier one of any type", async () => {
    const { layer } = await unpack([file("a/b"), file("a"), dir("a"), link("a", "x"), file("a", { mode: 0o600 })]);
    expect(layer).toMatchObject([{ path: "a", type: "file", mode: 0o600 }]);
  });

  it("ignores a layer's attributes for overlay", async () => {
    const { layer } = await unpack([
      dir("a", { xattrs: { "user.overlay.opaque": Buffer.from("y").toString("base64") } }),
    ]);
    expect(layer[0]?.opaque).toBeUndefined();
  });

  it("reports a truncated tar", async () => {
    await expect(unpack([file("f", { size: 1000 })])).rejects.toThrow("the tar ends in f");
  });
}

for (const user of sampledUsers("unpacked layers").users) describe(`unpacking for ${user.name}`, () => suite(user));
