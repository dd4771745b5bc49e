import * as fs from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "#server/oci/store/storeFixture.ts";
import { VolumeFolders } from "#server/rootfs/volumeFolders.ts";
import { Volumes } from "./volumes.ts";

let dir: string;
let users: Record<string, string[]>;
let volumes: Volumes;

beforeEach(() => {
  dir = temporaryFolder();
  users = {};
  fs.mkdirSync(join(dir, "tmp"));
  const usedBy = (owner: string, name: string) => users[`${owner} ${name}`] ?? [];
  volumes = new Volumes({ folders: new VolumeFolders(dir), usedBy, most: 3 });
});

const named = async (owner: string) => (await volumes.list(owner)).map(({ name }) => name);

test("a name that exists gives the volume that has it", async () => {
  const first = volumes.create("w", "data", { a: "b" });
  expect(volumes.create("w", "data").id).toBe(first.id);
  expect(await volumes.list("w")).toMatchObject([
    { name: "data", labels: { a: "b" }, anonymous: false, containers: [] },
  ]);
});

test("a volume without a name gets one of 64 digits", () => {
  expect(volumes.create("w", undefined)).toMatchObject({
    anonymous: true,
    name: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test("volumes are still there after a restart", () => {
  volumes.create("w", "data");
  const again = new Volumes({ folders: new VolumeFolders(dir), usedBy: () => [], most: 3 });
  expect(again.require("w", "data").name).toBe("data");
});

test("a volume in use can't be removed, in the engine's words", async () => {
  volumes.create("w", "data");
  users["w data"] = ["050a58"];
  await expect(volumes.remove("w", "data")).rejects.toThrow("remove data: volume is in use - [050a58]");
  users = {};
  await volumes.remove("w", "data");
  expect(await named("w")).toEqual([]);
});

test("prune removes the anonymous volumes that no container has, and named ones only if asked", async () => {
  volumes.create("w", "data");
  const { name } = volumes.create("w", undefined);
  volumes.create("w", "kept");
  users["w kept"] = ["1"];
  expect(await volumes.prune("w", false)).toEqual({ names: [name], bytes: expect.any(Number) });
  expect((await volumes.prune("w", true)).names).toEqual(["data"]);
  expect(await named("w")).toEqual(["kept"]);
});

test("the sizes of volumes are counted, also of one that a container fills later", async () => {
  const { id } = volumes.create("w", "data");
  const sizes = async () => (await volumes.list("w")).map(({ bytes = 0 }) => bytes);
  const [empty = 0] = await sizes();
  users["w data"] = ["c"];
  const again = new Volumes({ folders: new VolumeFolders(dir), usedBy: () => ["c"], most: 3 });
  fs.writeFileSync(join(dir, "volumes", id, "files", "f"), "x".repeat(100_000));
  expect((await again.list("w"))[0]?.bytes).toBeGreaterThan(empty + 100_000);
  expect(again.bytes()).toBeGreaterThan(100_000);
});

test("a workspace can have only so many", () => {
  for (const name of ["v1", "v2", "v3"]) volumes.create("w", name);
  expect(() => volumes.create("w", "v4")).toThrow("at most 3 volumes");
  expect(volumes.create("other", "v4").name).toBe("v4");
});

test("names of one character are refused, as by the engine", () => {
  expect(() => volumes.create("w", "a")).toThrow("create a: volume name is too short");
});
