import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import { pushedIndex } from "#server/oci/distribution/pushFixture.ts";
import { startPushRegistry } from "#server/oci/distribution/pushRegistryFixture.ts";
import { imageDocuments } from "#server/oci/store/imageDocuments.ts";
import { temporaryFolder } from "#server/oci/store/storeFixture.ts";
import { loader, receivedArchive, saved } from "./archiveFixture.ts";

const NAME = "strata-received-index-test:1";
const PLATFORMS = ["linux/amd64", "linux/arm64"];
const engines = testEngines();
const run = promisify(execFile);
const has = (tool: string) =>
  run(tool, ["--version"]).then(
    () => true,
    () => false,
  );
const tools = { skopeo: await has("skopeo"), umoci: await has("umoci"), podman: await has("podman") };
if (engines === undefined) process.stderr.write(`${NO_TEST_ENGINES}\n`);
for (const [tool, isHere] of Object.entries(tools)) {
  if (!isHere) process.stderr.write(`SKIPPED: ${tool} is not installed: its indexes are not compared\n`);
}

test.skipIf(engines === undefined)(
  "what an engine saves of several platforms with provenance comes back with its digest, by archive and by push",
  async () => {
    if (engines === undefined) return;
    const docker = dockerOn(engines.docker, engines.containerd);
    try {
      await docker([
        "buildx",
        "build",
        "--quiet",
        `--platform=${PLATFORMS}`,
        "--provenance=mode=max",
        "-t",
        NAME,
        context(),
      ]);
      const digest = (await docker(["image", "inspect", "--format", "{{.Id}}", NAME])).toString().trim();
      const { images, blobs, load } = loader();
      expect(await load(await docker(["save", NAME]))).toMatchObject([{ names: [NAME], platforms: PLATFORMS }]);
      const image = images.require("w", NAME);
      const served = imageDocuments(images, image);
      expect(served.index?.digest).toBe(digest);
      expect(served.attestations).toHaveLength(2);
      await docker(["image", "rm", NAME]);
      await docker(["load"], await saved(blobs, { ...image, served }));
      expect((await docker(["image", "inspect", "--format", "{{.Id}}", NAME])).toString().trim()).toBe(digest);
      const registry = await startPushRegistry();
      expect((await pushedIndex(images, image, `${registry.host}/app:1`)).digest).toBe(digest);
    } finally {
      await docker(["image", "rm", "--force", NAME]);
    }
  },
);

test.skipIf(!tools.skopeo || !tools.umoci)("skopeo and umoci find in the archive what came in", async () => {
  const { images, blobs, load, dir } = loader();
  const { archive, index } = receivedArchive(NAME);
  await load(archive);
  const image = images.require("w", NAME);
  const file = join(dir, "out.tar");
  writeFileSync(file, await saved(blobs, { ...image, served: imageDocuments(images, image) }));
  const { stdout } = await run("skopeo", ["inspect", "--raw", `oci-archive:${file}`]);
  expect(stdout).toBe(index.toString());
  const layout = join(dir, "layout");
  // umoci knows no indexes.
  await run("skopeo", ["copy", "--preserve-digests", `oci-archive:${file}`, `oci:${layout}:1`]);
  expect((await run("umoci", ["stat", "--json", "--image", `${layout}:1`])).stdout).toContain("history");
});

test.skipIf(!tools.podman)("an index that podman makes and saves is loaded whole", async () => {
  const root = temporaryFolder();
  // Podman refuses Docker's folder if there is no login in it.
  const { DOCKER_CONFIG: _folder, ...env } = process.env;
  const podman = (...args: string[]) =>
    run("podman", ["--root", join(root, "root"), "--runroot", join(root, "run"), "--storage-driver=vfs", ...args], {
      env,
    });
  const folder = context();
  await podman("manifest", "create", NAME);
  for (const platform of PLATFORMS)
    await podman("build", "--quiet", "--no-cache", `--platform=${platform}`, "--manifest", NAME, folder);
  const layout = join(root, "layout");
  await podman("manifest", "push", "--all", "--format=oci", NAME, `oci:${layout}:1`);
  const archive = join(root, "layout.tar");
  await run("tar", ["-C", layout, "-cf", archive, "."]);
  const { stdout } = await run("skopeo", ["inspect", "--raw", `oci:${layout}:1`]);
  const { images, load } = loader();
  const [loaded] = await load(await buffer(createReadStream(archive)));
  expect(loaded?.platforms).toEqual(PLATFORMS);
  expect(imageDocuments(images, images.require("w", loaded?.id ?? "")).index?.bytes.toString()).toBe(stdout);
});

/** A folder to build from. */
function context(): string {
  const folder = join(temporaryFolder(), "context");
  mkdirSync(folder);
  writeFileSync(join(folder, "Dockerfile"), "FROM scratch\nARG TARGETARCH\nCOPY f /f\nLABEL for=$TARGETARCH\n");
  writeFileSync(join(folder, "f"), "hello\n");
  return folder;
}

function dockerOn(command: string, socket: string) {
  return async (args: readonly string[], input: Buffer = Buffer.alloc(0)): Promise<Buffer> => {
    const child = spawn(command, ["--host", `unix://${socket}`, ...args], { stdio: ["pipe", "pipe", "inherit"] });
    const output = buffer(child.stdout);
    await Promise.all([pipeline(Readable.from([input]), child.stdin), once(child, "exit")]);
    return await output;
  };
}
