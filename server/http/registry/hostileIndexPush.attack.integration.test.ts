import { describe, expect, it } from "vitest";
import { tarOf } from "#server/oci/distribution/pullFixture.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { OCI_INDEX, OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import { descriptor, type MadeImage, madeImage, madeIndex } from "#server/oci/store/receivedFixture.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { sharedRegistry } from "./registryFixture.ts";

describe("attacks by an index that is pushed", () => {
  const registry = sharedRegistry();
  const { call, pushBlob, pushManifest } = registry;
  const images = () => registry.test.services.images.list(DEFAULT_OWNER);

  async function pushParts(repository: string, ...made: readonly MadeImage[]) {
    for (const { blobs, manifest } of made) {
      for (const blob of blobs) await pushBlob(repository, blob);
      expect((await pushManifest(repository, digestOf(manifest), manifest)).status).toBe(201);
    }
  }

  /** Pushes it with a tag, and expects that neither the tag nor an image is there. */
  async function refusal(repository: string, index: Buffer): Promise<string> {
    const before = images();
    const { status, bytes } = await pushManifest(repository, "1", index, OCI_INDEX);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(images()).toEqual(before);
    expect((await call("HEAD", `/v2/${repository}/manifests/1`)).status).toBe(404);
    return bytes.toString();
  }

  it("10,000 entries are refused, and nothing is tagged", async () => {
    const image = madeImage("amd64", tarOf("many", "many"));
    await pushParts("many", image);
    expect(await refusal("many", madeIndex(...Array(10_000).fill(image.entry)))).toContain("1000");
  });

  it("images for 40 platforms are refused with what to do", async () => {
    const made = Array.from({ length: 40 }, (_, at) => madeImage(`a${at}`, tarOf("wide", `${at}`)));
    await pushParts("wide", ...made);
    expect(await refusal("wide", madeIndex(...made.map(({ entry }) => entry)))).toContain("Copy fewer");
  });

  it("an entry for a digest that was never pushed, an attestation too, is refused", async () => {
    const image = madeImage("amd64", tarOf("missing", "missing"));
    await pushParts("missing", image);
    await refusal("missing", madeIndex(image.entry, image.attestationEntry));
  });

  it("a wrong size of a manifest is refused", async () => {
    const image = madeImage("amd64", tarOf("size", "size"));
    await pushParts("size", image);
    expect(await refusal("size", madeIndex({ ...image.entry, size: 5 }))).toContain("has 5 bytes");
  });

  it("a platform whose layer is not the one of its configuration takes the others along", async () => {
    const good = madeImage("amd64", tarOf("forged", "good"));
    const other = madeImage("arm64", tarOf("forged", "other"));
    await pushParts("forged", good, other);
    const { layers } = JSON.parse(good.manifest.toString());
    const forged = Buffer.from(JSON.stringify({ ...JSON.parse(other.manifest.toString()), layers }));
    expect((await pushManifest("forged", digestOf(forged), forged)).status).toBe(201);
    await refusal("forged", madeIndex(good.entry, { ...other.entry, ...descriptor(OCI_MANIFEST, forged) }));
  });

  it("indexes in indexes, each with a thousand times the next one, end at a depth and are no image", async () => {
    const image = madeImage("amd64", tarOf("deep", "deep"));
    await pushParts("deep", image);
    let inner = madeIndex(image.entry);
    for (let depth = 0; depth < 6; depth += 1) {
      expect((await pushManifest("deep", digestOf(inner), inner, OCI_INDEX)).status).toBe(201);
      inner = madeIndex(...Array(1000).fill(descriptor(OCI_INDEX, inner)));
    }
    const before = images();
    expect((await pushManifest("deep", "1", inner, OCI_INDEX)).status).toBe(201);
    expect(images()).toEqual(before);
    expect((await call("GET", "/v2/deep/manifests/1")).bytes).toEqual(inner);
  });
});
