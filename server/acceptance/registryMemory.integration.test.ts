import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Digest } from "#contract/names/digest.ts";
import { encodeJson } from "#server/oci/store/config.ts";
import { hasher } from "#server/oci/store/digest.ts";
import { encodeManifest } from "#server/oci/store/manifest.ts";
import { OCI_LAYER, OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import { LONG } from "./longTests.ts";
import { processesBelow } from "./processesBelow.ts";
import { watchMemory } from "./residentMemory.ts";
import { type RunningServer, spawnServer } from "./runningServer.ts";

const SIZE = 1_000_000_000;
/** Server and builders together, above their memory after smaller ones. */
const GROWTH = 100_000_000;
const SMALLER = 50_000_000;
const PIECE = 1_000_000;
if (!LONG) process.stderr.write("SKIPPED: STRATA_TEST_LONG is not 1: no blob of 1 GB in the registry\n");

let server: RunningServer;

function* layerOf(size: number): Generator<Uint8Array> {
  const piece = Buffer.alloc(PIECE, "registry ");
  yield tarHeader({ path: "large", type: "file", mode: 0o644, uid: 0, gid: 0, size, mtime: 0 });
  for (let left = size; left > 0; left -= PIECE) yield piece.subarray(0, Math.min(left, PIECE));
  yield tarPadding(size);
  yield TAR_END;
}

async function pushBlob(pieces: () => Iterable<Uint8Array>): Promise<{ digest: Digest; size: number }> {
  const sha = hasher();
  for (const piece of pieces()) {
    sha.update(piece);
    // Otherwise this process would not notice that the server closed an idle connection, and use it.
    await nextTurn();
  }
  const digest = sha.finish();
  const { headers } = await server.fetch("/v2/large/blobs/uploads/", { method: "POST" });
  const location = headers.get("location") ?? "";
  const body = ReadableStream.from(pieces());
  const type = { "content-type": "application/octet-stream" };
  expect((await server.fetch(location, { method: "PATCH", body, duplex: "half", headers: type })).status).toBe(202);
  expect((await server.fetch(`${location}?digest=${digest}`, { method: "PUT" })).status).toBe(201);
  return { digest, size: sha.size };
}

async function pushImage(size: number): Promise<Digest> {
  const layer = await pushBlob(() => layerOf(size));
  const rootfs = { type: "layers", diff_ids: [layer.digest] };
  const config = encodeJson({ os: "linux", architecture: "amd64", rootfs });
  await pushBlob(() => [config]);
  const { bytes } = encodeManifest(config, [{ mediaType: OCI_LAYER, ...layer }]);
  const headers = { "content-type": OCI_MANIFEST };
  const answer = await server.fetch("/v2/large/manifests/1", { method: "PUT", body: new Uint8Array(bytes), headers });
  expect(answer.status, await answer.text()).toBe(201);
  return layer.digest;
}

async function pullBlob(digest: Digest): Promise<number> {
  const { body } = await server.fetch(`/v2/large/blobs/${digest}`);
  let size = 0;
  for await (const piece of body ?? []) size += piece.length;
  return size;
}

describe.skipIf(!LONG)("a layer of 1 GB", () => {
  beforeAll(async () => {
    server = await spawnServer();
  });

  afterAll(() => server.stop());

  it("is pushed, stored as an image, and pulled within 100 MB of memory", async () => {
    // Threads and heaps start small, and keep what they have taken.
    for (let count = 0; count < 3; count++) await pullBlob(await pushImage(SMALLER + count));
    const { pid = -1 } = server.process;
    const pids = () => [pid, ...processesBelow(pid).map((below) => below.pid)];
    const { idle, peak } = await watchMemory(pids, async () => {
      expect(await pullBlob(await pushImage(SIZE))).toBeGreaterThan(SIZE);
    });
    process.stderr.write(`registry: ${Math.round((peak - idle) / 1e6)} MB over ${Math.round(idle / 1e6)} MB\n`);
    expect(peak - idle).toBeLessThan(GROWTH);
  }, 600_000);
});
