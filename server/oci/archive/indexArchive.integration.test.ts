import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { formatPlatform } from "#contract/names/platform.ts";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import { imageDocuments, storedIndex } from "#server/oci/store/imageDocuments.ts";
import { otherImages } from "#server/oci/store/imageIndex.ts";
import { putLayer, temporaryStore } from "#server/oci/store/storeFixture.ts";
import { loader, saved } from "./archiveFixture.ts";

const NAME = "strata-index-test:1";
const HOST = formatPlatform(hostPlatform());
const OTHER = HOST === "linux/amd64" ? "linux/arm64" : "linux/amd64";
const engines = testEngines();
const run = promisify(execFile);
const hasSkopeo = await run("skopeo", ["--version"]).then(
  () => true,
  () => false,
);
if (engines === undefined) process.stderr.write(`${NO_TEST_ENGINES}\n`);
if (!hasSkopeo) process.stderr.write("SKIPPED: skopeo is not installed: it reads no archive of an index\n");

/** An image with an index of two platforms, and its archive. */
async function archiveOfIndex() {
  const { blobs, images, dir } = temporaryStore();
  const imageFor = (platform: string, tags: readonly string[]) => {
    const layer = putLayer(blobs, { "platform.txt": `${platform}\n` });
    const [os = "", architecture = ""] = platform.split("/");
    const config = encodeImageConfig({ architecture, os, rootfs: { type: "layers", diff_ids: [layer] } });
    return { workspace: "w", config, layers: [layer], tags };
  };
  const image = images.put({ ...imageFor(HOST, [NAME]), others: [imageFor(OTHER, [])] });
  const others = otherImages(images, image);
  return {
    dir,
    image,
    others,
    index: storedIndex(images, image),
    archive: await saved(blobs, { ...image, served: imageDocuments(images, image) }),
  };
}

test.skipIf(!hasSkopeo)("skopeo finds the index in the archive, and the image for each platform", async () => {
  const { dir, archive, index } = await archiveOfIndex();
  const file = join(dir, "app.tar");
  writeFileSync(file, archive);
  const skopeo = async (...args: string[]) => (await run("skopeo", ["inspect", ...args, `oci-archive:${file}`])).stdout;
  expect(await skopeo("--raw")).toBe(index?.bytes.toString());
  const { stdout } = await run("skopeo", [
    "--override-arch",
    OTHER.slice(6),
    "inspect",
    "--config",
    `oci-archive:${file}`,
  ]);
  expect(JSON.parse(stdout)).toMatchObject({ architecture: OTHER.slice(6) });
});

test("Strata takes the whole index from the archive, with this machine's image first", async () => {
  const { archive, image, index } = await archiveOfIndex();
  const { images, load } = loader();
  expect(await load(archive)).toEqual([{ id: image.id, names: [NAME], platforms: [HOST, OTHER] }]);
  expect(storedIndex(images, images.require("w", NAME))?.bytes).toEqual(index?.bytes);
});

test.skipIf(engines === undefined)("docker load takes this machine's image into the engine's older store", async () => {
  if (engines === undefined) return;
  const { archive, image } = await archiveOfIndex();
  const docker = dockerOn(engines.docker, engines.plain);
  try {
    expect(await docker(["load"], archive)).toContain(NAME);
    expect((await docker(["image", "inspect", "--format", "{{.Id}}", NAME])).trim()).toBe(image.id);
  } finally {
    await docker(["image", "rm", NAME]);
  }
});

test.skipIf(engines === undefined)("docker load takes the whole index into the containerd store", async () => {
  if (engines === undefined) return;
  const { archive, index } = await archiveOfIndex();
  const docker = dockerOn(engines.docker, engines.containerd);
  try {
    expect(await docker(["load"], archive)).toContain(NAME);
    expect((await docker(["image", "inspect", "--format", "{{.Id}}", NAME])).trim()).toBe(index?.digest);
    const other = ["image", "inspect", "--platform", OTHER, "--format", "{{.Architecture}}", NAME];
    expect((await docker(other)).trim()).toBe(OTHER.slice(6));
  } finally {
    await docker(["image", "rm", NAME]);
  }
});

function dockerOn(command: string, socket: string) {
  return async (args: readonly string[], input: Buffer = Buffer.alloc(0)): Promise<string> => {
    const child = spawn(command, ["--host", `unix://${socket}`, ...args], { stdio: ["pipe", "pipe", "inherit"] });
    const output = text(child.stdout);
    await Promise.all([pipeline(Readable.from([input]), child.stdin), once(child, "exit")]);
    return await output;
  };
}
