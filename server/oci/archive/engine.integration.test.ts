import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { runDocker } from "#server/acceptance/checkedImages/imageTools.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import { newImage, putLayer, temporaryStore } from "#server/oci/store/storeFixture.ts";
import { loader, saved } from "./archiveFixture.ts";
import { importImage } from "./importImage.ts";

const docker = process.env.STRATA_TEST_DOCKER;
if (docker === undefined) process.stderr.write("SKIPPED: STRATA_TEST_DOCKER names no docker command: no docker save\n");

const run = (args: readonly string[], input?: Buffer) => runDocker("docker", args, input);
/** Several runs of these tests may use the same engine. */
const RUN = randomUUID();

test.skipIf(docker === undefined)("docker and Strata load each other's archives of several images", async () => {
  const { blobs, images } = temporaryStore();
  const [first, second] = [`strata-load-test:one-${RUN}`, `strata-load-test:two-${RUN}`] as const;
  const base = putLayer(blobs, { base: "base" });
  const one = images.put(newImage([base], [first], "one"));
  const two = images.put(newImage([base, putLayer(blobs, { two: "2" })], [second], "two"));
  const names = [first, second];
  try {
    const told = (await run(["load"], await saved(blobs, one, two))).toString();
    for (const name of names) expect(told).toContain(`Loaded image: ${name}`);
    const into = loader();
    expect(await into.load(await run(["save", ...names]))).toEqual([
      { id: one.id, names: [first] },
      { id: two.id, names: [second] },
    ]);
    expect(into.images.get("w", two.id)?.layers).toEqual(two.layers);
  } finally {
    await run(["image", "rm", ...names]);
  }
});

test.skipIf(docker === undefined)("imports what docker exports", async () => {
  const { blobs, images } = temporaryStore();
  const [name, container] = [`strata-export-test:${RUN}`, `strata-export-test-${RUN}`] as const;
  const image = images.put(newImage([putLayer(blobs, { "etc/": "", "etc/hello": "hello" })], [name]));
  try {
    await run(["load"], await saved(blobs, image));
    await run(["create", "--name", container, name, "none"]);
    const tar = await run(["export", container]);
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
    await run(["rm", "-f", container]);
    await run(["image", "rm", name]);
  }
});
