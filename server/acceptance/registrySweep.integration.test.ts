import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { imageToPush } from "#server/http/registry/registryFixture.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { digestOf, hexOf } from "#server/oci/store/digest.ts";
import { OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import { LONG } from "./longTests.ts";
import { type RunningServer, spawnServer } from "./runningServer.ts";

if (!LONG) process.stderr.write("SKIPPED: STRATA_TEST_LONG is not 1: no sweep beside the registry\n");

async function pushBlob({ fetch }: RunningServer, bytes: Uint8Array): Promise<void> {
  const body = new Uint8Array(bytes);
  const headers = { "content-type": "application/octet-stream" };
  const url = `/v2/app/blobs/uploads/?digest=${digestOf(bytes)}`;
  expect((await fetch(url, { method: "POST", headers, body })).status).toBe(201);
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600 && !holds(); tries += 1) await delay(100);
  expect(holds()).toBe(true);
}

describe.skipIf(!LONG)("a sweep of a store over its limit", () => {
  it("keeps what was pushed, even a blob without a manifest yet, and removes unknown blobs", async () => {
    const data = mkdtempSync(join(tmpdir(), "strata-sweep-"));
    const image = imageToPush("swept");
    const waiting = Buffer.from("its manifest comes later");
    const first = await spawnServer({ data });
    for (const blob of [image.config, ...image.layers, waiting]) await pushBlob(first, blob);
    const body = new Uint8Array(image.manifest);
    const headers = { "content-type": OCI_MANIFEST };
    expect((await first.fetch("/v2/app/manifests/1", { method: "PUT", headers, body })).status).toBe(201);
    await first.stop();

    const blobs = join(data, "blobs");
    const orphan = openBlobStore(blobs).put("nobody knows it");
    // Long ago: what was touched recently stays anyway.
    for (const name of readdirSync(join(blobs, "sha256"))) utimesSync(join(blobs, "sha256", name), 1, 1);
    const second = await spawnServer({ data, env: { STRATA_STORE_LIMIT: "1kB" } });
    try {
      await until(() => !existsSync(join(blobs, "sha256", hexOf(orphan))));
      for (const blob of [image.config, ...image.layers, waiting]) {
        expect((await second.fetch(`/v2/app/blobs/${digestOf(blob)}`)).status).toBe(200);
      }
      expect((await second.fetch("/v2/app/manifests/1")).status).toBe(200);
    } finally {
      await second.stop();
      rmSync(data, { recursive: true, force: true });
    }
  });
});
