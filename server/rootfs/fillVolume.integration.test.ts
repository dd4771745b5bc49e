import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { sampledUsers } from "#server/acceptance/sampledUsers.ts";
import { openWritableFixture, type WritableFixture } from "#server/containers/writableFixture.ts";
import { openLayerWriter } from "#server/oci/store/layerWriter.ts";
import { fillVolume } from "./fillVolume.ts";
import { scanUpper } from "./scanUpper.ts";

const { users, missing } = sampledUsers("volumes that are filled");
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);

describe.each(users)("the first use of a volume by $name", (user) => {
  let fixture: WritableFixture;

  beforeAll(async () => {
    fixture = await openWritableFixture(user);
  });
  afterAll(async () => await fixture.close());

  const plain = { mode: 0o644, uid: 5, gid: 6, size: 0, mtime: 1_577_836_800 };

  /** The image's layers: files in two of them, a link out, a second name. */
  function layers() {
    const lower = openLayerWriter(fixture.blobs);
    lower.add({ ...plain, path: "d", type: "dir", mode: 0o750 });
    lower.add({ ...plain, path: "d/f", type: "file", size: 2, mode: 0o4755 }, [Buffer.from("x\n")]);
    lower.add({ ...plain, path: "d/gone", type: "file", size: 1 }, [Buffer.from("x")]);
    lower.add({ ...plain, path: "d/out", type: "symlink", linkTarget: "../../etc/passwd" });
    const upper = openLayerWriter(fixture.blobs);
    upper.add({ ...plain, path: "d/s", type: "dir", mode: 0o1777, uid: 0, gid: 0 });
    upper.add({ ...plain, path: "d/s/new", type: "file", size: 3 }, [Buffer.from("new")]);
    upper.add({ ...plain, path: "d/gone", type: "file", whiteout: "file" });
    upper.add({ ...plain, path: "link", type: "symlink", linkTarget: "d" });
    const top = openLayerWriter(fixture.blobs);
    top.add({ ...plain, path: "d/t", type: "file", size: 1 }, [Buffer.from("t")]);
    top.add({ ...plain, path: "d/u", type: "hardlink", linkTarget: "d/t" });
    const made = [lower, upper, top].map((writer) => writer.finish().diffId);
    for (const diffId of made) chmodSync(fixture.blobs.path(diffId), 0o644);
    return made;
  }

  const scanned = async (folder: string) =>
    (await scanUpper(folder, undefined, user.launch)).map(
      ({ path, type, mode, uid, gid, mtime }) => `${path} ${type} ${mode.toString(8)} ${uid}:${gid} ${mtime}`,
    );

  test.each(["/d", "/link"])(
    "an empty volume at %s gets the image's files with owner, mode, and time",
    async (target) => {
      const folder = fixture.newDir();
      await fillVolume(fixture.blobs, layers(), target, folder, user.launch);
      // With one id, nothing else can own a symbolic link.
      const link = user.hasIds ? "5:6" : "0:0";
      expect(await scanned(folder)).toEqual([
        "f file 4755 5:6 1577836800",
        `out symlink 777 ${link} 1577836800`,
        "s dir 1777 0:0 1577836800",
        "s/new file 644 5:6 1577836800",
        "t file 644 5:6 1577836800",
        expect.stringMatching(/^u hardlink 644 /),
      ]);
    },
  );

  test("a volume that has files stays as it is", async () => {
    const folder = fixture.newDir();
    writeFileSync(join(folder, "own"), "");
    await fillVolume(fixture.blobs, layers(), "/d", folder, user.launch);
    expect((await scanned(folder)).map((line) => line.split(" ")[0])).toEqual(["own"]);
  });

  test.each(["/none", "/d/f"])("a volume where the image has no folder (%s) stays empty", async (target) => {
    const folder = fixture.newDir();
    await fillVolume(fixture.blobs, layers(), target, folder, user.launch);
    expect(await scanned(folder)).toEqual([]);
  });
});
