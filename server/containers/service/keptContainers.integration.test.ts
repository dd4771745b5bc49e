import { chownSync, lchownSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { hexOf } from "#server/oci/store/digest.ts";
import { sandboxIds } from "#server/sandbox/executor/sandboxIds.ts";
import { sandboxUsers } from "#server/sandbox/executor/sandboxUsers.ts";
import { ContainerFixture, OWNER, problemOf } from "./containerFixture.ts";

const [root] = sandboxUsers().users;
let fixture: ContainerFixture;
afterEach(() => fixture.close());

describe.runIf(root !== undefined)("a container that can't be used for now", () => {
  const open = () => {
    if (root === undefined) throw new Error("needs a sandbox");
    fixture = new ContainerFixture({ user: root });
  };

  it("is kept when a power cut took a layer of its image, says so, and works once the layer is back", async () => {
    open();
    const { id } = await fixture.ran("test -e /mine && echo kept; touch /mine");
    const { name } = fixture.containers.get(OWNER, id);
    const [layer] = fixture.containers.needed().slice(1);
    if (layer === undefined) throw new Error("busybox has a layer");
    const blob = fixture.images.blobs.path(layer);
    renameSync(blob, `${fixture.dir}/lost`);
    rmSync(join(fixture.dir, "snapshots/layers", hexOf(layer)), { recursive: true });
    await fixture.reopen();

    const lost = {
      code: "image/not-found",
      detail: `A layer of busybox, the image of container ${name}, is lost.`,
      next: "Pull busybox or build it again: the container still has its own files.",
    };
    expect(await problemOf(fixture.containers.start(OWNER, id))).toMatchObject(lost);
    expect(await problemOf(fixture.containers.changes(OWNER, id))).toMatchObject(lost);
    expect(fixture.containers.notices()).toEqual([
      `Container ${name} can't start until its image is there again: pull or build busybox.`,
    ]);

    renameSync(`${fixture.dir}/lost`, blob);
    await fixture.containers.start(OWNER, id);
    await fixture.exit(id);
    expect(await fixture.log(id)).toBe("kept\n");
    expect(fixture.containers.notices()).toEqual([]);
  });

  it.runIf(sandboxIds() !== undefined)(
    "is kept, with its volumes, when sandboxes get other IDs, and says so",
    async () => {
      open();
      const mounts = [{ type: "volume" as const, name: "data", target: "/data" }];
      const { id } = await fixture.ran("touch /mine /data/f", { mounts });
      const { name } = fixture.containers.get(OWNER, id);
      const snapshots = join(fixture.dir, "snapshots");
      for (const folder of ["layers", "containers", "volumes"]) giveAway(join(snapshots, folder));
      await fixture.reopen();

      expect(await problemOf(fixture.containers.start(OWNER, id))).toMatchObject({
        code: "container/state",
        detail: "The files of this container belong to user ID 1234: Strata ran as another user when it was created.",
      });
      expect(fixture.containers.notices()).toEqual([
        `Made when Strata ran as another user, kept, and usable only as that user: container ${name}, volume data.`,
      ]);
      expect(readdirSync(join(snapshots, "containers", id, "upper"))).toContain("mine");
      expect((await fixture.containers.volumes(OWNER)).map((volume) => volume.name)).toEqual(["data"]);
    },
  );

  it("starts again after a start that failed in the sandbox", async () => {
    open();
    const { id } = await fixture.ran("true");
    const [layer] = fixture.containers.needed().slice(1);
    if (layer === undefined) throw new Error("busybox has a layer");
    const unpacked = join(fixture.dir, "snapshots/layers", hexOf(layer));
    renameSync(unpacked, `${fixture.dir}/unpacked`);
    writeFileSync(unpacked, "no folder");
    await expect(fixture.containers.start(OWNER, id)).rejects.toThrow("Invalid argument");
    rmSync(unpacked);
    renameSync(`${fixture.dir}/unpacked`, unpacked);
    await fixture.containers.start(OWNER, id);
    expect(await fixture.exit(id)).toMatchObject({ code: 0, reason: "exit" });
  });
});

function giveAway(folder: string): void {
  chownSync(folder, 1234, 1234);
  for (const path of readdirSync(folder, { recursive: true })) lchownSync(join(folder, String(path)), 1234, 1234);
}
