import { describe, expect, it } from "vitest";
import { encodeImageConfig } from "./config.ts";
import { storedIndex } from "./imageDocuments.ts";
import { encodeIndex, otherImages } from "./imageIndex.ts";
import { openImageStore } from "./imageStore.ts";
import { ownImage } from "./localImage.ts";
import { OCI_MANIFEST } from "./mediaTypes.ts";
import type { NewImage } from "./newImage.ts";
import { putLayer, temporaryStore } from "./storeFixture.ts";

const AMD = "linux/amd64";
const ARM = "linux/arm64";

/** A store with `app:1` as an index of two platforms, and what it was made of. */
function storeWithIndex() {
  const store = temporaryStore();
  const imageFor = (architecture: string, tags: readonly string[], note = ""): NewImage => {
    const layer = putLayer(store.blobs, { [`for-${architecture}`]: note });
    const config = encodeImageConfig({ architecture, os: "linux", rootfs: { type: "layers", diff_ids: [layer] } });
    return { workspace: "w", config, layers: [layer], tags };
  };
  const arm = imageFor("arm64", []);
  const first = store.images.put({ ...imageFor("amd64", ["app:1"]), others: [arm] });
  const armId = first.platforms?.[1]?.id ?? first.id;
  return { ...store, imageFor, arm, first, armId };
}

describe("an index of images for several platforms", () => {
  it("is listed as one image that tells its platforms, and so does each of its images", () => {
    const { images, first, armId } = storeWithIndex();
    const platforms = [
      { platform: AMD, id: first.id },
      { platform: ARM, id: armId },
    ];
    expect(images.list("w")).toMatchObject([{ id: first.id, tags: ["app:1"], platforms }]);
    expect(images.get("w", armId)).toMatchObject({ platform: ARM, platforms });
    expect(otherImages(images, images.require("w", armId))).toEqual([]);
  });

  it("names the manifest of each, with its platform", () => {
    const { images, first, armId } = storeWithIndex();
    const manifests = [first, images.require("w", armId)].map(({ manifestDigest, platform }) => ({
      digest: manifestDigest,
      platform: { os: "linux", architecture: platform.slice(6) },
    }));
    const document = JSON.parse(storedIndex(images, first)?.bytes.toString() ?? "");
    expect(document).toMatchObject({ mediaType: "application/vnd.oci.image.index.v1+json", manifests });
    expect(storedIndex(images, images.require("w", armId))).toBeUndefined();
  });

  it("says the variant of a platform", () => {
    const { bytes } = encodeIndex([
      { platform: "linux/arm/v7", mediaType: OCI_MANIFEST, size: 2, digest: `sha256:${"a".repeat(64)}` },
    ]);
    expect(JSON.parse(bytes.toString()).manifests[0].platform).toEqual({
      os: "linux",
      architecture: "arm",
      variant: "v7",
    });
  });

  it("gives a FROM the image for the platform that it asks for", () => {
    const { images, armId } = storeWithIndex();
    expect(ownImage(images, "w", { name: "app:1", platform: ARM })?.id).toBe(armId);
    expect(ownImage(images, "w", { name: "app:1", platform: "linux/s390x" })).toBeUndefined();
  });

  it("is still known after a restart", () => {
    const { images, blobs, dir } = storeWithIndex();
    const again = openImageStore({ dir, blobs });
    expect(again.list("w")).toEqual(images.list("w"));
    again.close();
  });

  it("keeps the blobs of all its images, and lets go of them when it is removed", async () => {
    const { images, blobs, first, armId } = storeWithIndex();
    const layers = images.require("w", armId).layers.map(({ diffId }) => diffId);
    expect(await images.collectGarbage([], { minAgeMs: 0 })).toMatchObject({ blobs: 0 });
    images.dropHidden("w", new Set());
    images.endHidden("w", armId, false);
    expect(images.get("w", armId)).toBeDefined();
    expect(images.remove("w", "app:1").deleted).toBe(first.id);
    expect(images.get("w", armId)).toBeUndefined();
    await images.collectGarbage([], { minAgeMs: 0 });
    expect([armId, ...layers].filter((digest) => blobs.has(digest))).toEqual([]);
  });

  it("keeps an image that another index has, too, until that is gone", () => {
    const { images, imageFor, arm, armId } = storeWithIndex();
    images.put({ ...imageFor("amd64", ["app:2"], "later"), others: [arm] });
    images.remove("w", "app:1");
    expect(images.get("w", armId)?.platforms).toHaveLength(2);
    images.remove("w", "app:2");
    expect(images.get("w", armId)).toBeUndefined();
  });

  it("leaves an image that got a name of its own, and hides it again when it loses that", () => {
    const { images, armId } = storeWithIndex();
    images.tag("w", armId, "arm:1");
    expect(images.list("w")).toHaveLength(2);
    expect(images.remove("w", armId)).toEqual({ untagged: ["arm:1"] });
    expect(images.list("w")).toHaveLength(1);
    images.tag("w", armId, "arm:1");
    images.remove("w", "app:1");
    expect(images.list("w")).toMatchObject([{ id: armId, tags: ["arm:1"] }]);
    expect(images.list("w")[0]).not.toHaveProperty("platforms");
  });

  it("is gone when its image is put without the others", () => {
    const { images, imageFor, armId } = storeWithIndex();
    expect(images.put(imageFor("amd64", ["app:1"])).platforms).toBeUndefined();
    expect(images.get("w", armId)).toBeUndefined();
  });

  it("is gone when the blobs of all but one of its images are", () => {
    const { images, blobs, first, armId } = storeWithIndex();
    blobs.delete(armId);
    expect(images.dropBroken()).toEqual([armId]);
    expect(images.require("w", first.id).platforms).toBeUndefined();
    expect(storedIndex(images, images.require("w", first.id))).toBeUndefined();
  });
});
