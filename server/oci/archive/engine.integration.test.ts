import { spawn } from "node:child_process";
import { once } from "node:events";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { expect, test } from "vitest";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import { newImage, putLayer, temporaryStore } from "#server/oci/store/storeFixture.ts";
import { loader, saved } from "./archiveFixture.ts";
import { importImage } from "./importImage.ts";

/** The command of a Docker client whose engine may be used, such as `docker`. */
const docker = process.env.STRATA_TEST_DOCKER;
if (docker === undefined) process.stderr.write("SKIPPED: STRATA_TEST_DOCKER names no docker command: no docker save\n");

async function run(args: readonly string[], input: Buffer = Buffer.alloc(0)): Promise<Buffer> {
  const [command = "", ...first] = (docker ?? "").split(" ");
  const child = spawn(command, [...first, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  const output = buffer(child.stdout);
  await Promise.all([pipeline(Readable.from([input]), child.stdin), once(child, "exit")]);
  return await output;
}

test.skipIf(docker === undefined)("docker and Strata load each other's archives of several images", async () => {
  const { blobs, images } = temporaryStore();
  const base = putLayer(blobs, { base: "base" });
  const one = images.put(newImage([base], ["strata-load-test:one"], "one"));
  const two = images.put(newImage([base, putLayer(blobs, { two: "2" })], ["strata-load-test:two"], "two"));
  const names = ["strata-load-test:one", "strata-load-test:two"];
  try {
    const told = (await run(["load"], await saved(blobs, one, two))).toString();
    for (const name of names) expect(told).toContain(`Loaded image: ${name}`);
    const into = loader();
    expect(await into.load(await run(["save", ...names]))).toEqual([
      { id: one.id, names: ["strata-load-test:one"] },
      { id: two.id, names: ["strata-load-test:two"] },
    ]);
    expect(into.images.get("w", two.id)?.layers).toEqual(two.layers);
  } finally {
    await run(["image", "rm", ...names]);
  }
});

test.skipIf(docker === undefined)("imports what docker exports", async () => {
  const { blobs, images } = temporaryStore();
  const image = images.put(newImage([putLayer(blobs, { "etc/": "", "etc/hello": "hello" })], ["strata-export-test:1"]));
  try {
    await run(["load"], await saved(blobs, image));
    await run(["create", "--name", "strata-export-test", "strata-export-test:1", "none"]);
    const tar = await run(["export", "strata-export-test"]);
    const request = { name: "imported:1", message: "from docker", config: { Cmd: ["sh"] }, limit: 1e9 };
    const id = await importImage(images, "w", Readable.from([tar]), request);
    const { config, layers } = images.require("w", "imported:1");
    expect(config).toMatchObject({ config: { Cmd: ["sh"] }, history: [{ comment: "from docker" }] });
    const tree = openFileTree(
      blobs,
      layers.map(({ diffId }) => diffId),
    );
    expect(tree.lookup("/etc/hello")?.node.inode.entry.size).toBe(5);
    expect(images.get("w", id)?.layers).toHaveLength(1);
  } finally {
    await run(["rm", "-f", "strata-export-test"]);
    await run(["image", "rm", "strata-export-test:1"]);
  }
});
