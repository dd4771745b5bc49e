import { spawn } from "node:child_process";
import { once } from "node:events";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { expect, test } from "vitest";
import { imageArchive } from "./archive.ts";
import { encodeImageConfig } from "./config.ts";
import { ensureStarterImages } from "./starter.ts";
import { putLayer, temporaryStore } from "./storeFixture.ts";

/** The command of a Docker client whose engine may be used, such as `docker`. */
const docker = process.env.STRATA_TEST_DOCKER;
if (docker === undefined) process.stderr.write("SKIPPED: STRATA_TEST_DOCKER names no docker command: no docker load\n");

async function run(args: readonly string[], input: AsyncIterable<Uint8Array> = Readable.from([])): Promise<string> {
  const [command = "", ...first] = (docker ?? "").split(" ");
  const child = spawn(command, [...first, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  const output = text(child.stdout);
  await Promise.all([pipeline(input, child.stdin), once(child, "exit")]);
  return await output;
}

test.skipIf(docker === undefined)("is accepted by docker load, has the same ID there, and runs", async () => {
  const { images, blobs } = temporaryStore();
  ensureStarterImages(images);
  const base = images.pulled("busybox", "linux/amd64");
  if (base === undefined) throw new Error("no starter image");
  const long = `app/${"long-".repeat(40)}ünï`;
  const added = putLayer(blobs, {
    "app/": "",
    "app/hello": "hello\n",
    [long]: "long\n",
    "app/link -> hello": "",
    "-etc/group": "",
  });
  const layers = [...base.layers.map(({ diffId }) => diffId), added];
  const config = encodeImageConfig({
    ...base.config,
    created: "2026-01-02T03:04:05Z",
    rootfs: { type: "layers", diff_ids: layers },
    history: [...(base.config.history ?? []), { created: "2026-01-02T03:04:05Z", created_by: "COPY <app> & more" }],
  });
  const image = images.put({ workspace: "w", config, layers, tags: ["strata-archive-test:1"] });
  expect(await run(["load", "--quiet"], imageArchive(blobs, image).chunks)).toContain("strata-archive-test:1");
  const inspected = await run(["image", "inspect", "--format", "{{.Id}}", "strata-archive-test:1"]);
  expect(inspected.trim()).toBe(image.id);
  const shown = await run([
    "run",
    "--rm",
    "strata-archive-test:1",
    "sh",
    "-c",
    "cat /app/link /app/long*; ls /etc/group",
  ]);
  expect(shown).toBe("hello\nlong\n");
  await run(["image", "rm", "strata-archive-test:1"]);
});
