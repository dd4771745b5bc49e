import { expect, onTestFinished, test } from "vitest";
import { digestOf } from "#server/oci/store/digest.ts";
import { OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import { newImage, putLayer, temporaryStore } from "#server/oci/store/storeFixture.ts";
import { openRegistryStores } from "./registryStores.ts";

const PLACE = { workspace: "w", repository: "app", host: "localhost:8080" };
const AGO = 0;
const NOW = () => Date.now() + 1;

function open() {
  const { dir, blobs, images } = temporaryStore();
  const stores = openRegistryStores(dir, images);
  onTestFinished(() => stores.close());
  const blob = (text: string) => {
    const found = { digest: blobs.put(text), size: text.length };
    stores.blobRows.put(PLACE, found);
    return found;
  };
  const manifest = (
    text: string,
    more: Partial<Parameters<typeof stores.manifestRows.put>[1]> & { subject?: string } = {},
  ) => {
    const row = { digest: blobs.put(text), mediaType: OCI_MANIFEST, size: text.length };
    const subject = more.subject === undefined ? {} : { subject: digestOf(more.subject) };
    stores.manifestRows.put(PLACE, { blobs: [], manifests: [], ...more, manifest: { ...row, ...subject } });
    return row.digest;
  };
  return { ...stores, images, blobs, blob, manifest, kept: () => new Set(stores.keptBlobs()) };
}

test("a blob is kept between its push and its manifest, for a while", () => {
  const { blob, forgetOrphans, kept, contents } = open();
  const { digest } = blob("layer");
  forgetOrphans(AGO);
  expect(kept()).toEqual(new Set([digest]));
  forgetOrphans(NOW());
  expect(kept()).toEqual(new Set());
  expect(contents.blob(PLACE, digest)).toBeUndefined();
});

test("a signature of an image that was built here is kept as long as the image", () => {
  const { images, blobs, blob, manifest, forgetOrphans, manifestRows } = open();
  const image = images.put(newImage([putLayer(blobs, { a: "built" })], ["app:1"]));
  const subject = blobs.readAll(image.manifestDigest).toString();
  const signature = manifest("signature", { subject, blobs: [blob("signed")] });
  const referrers = () => manifestRows.referrers(PLACE, image.manifestDigest).map(({ digest }) => digest);
  forgetOrphans(NOW());
  expect(referrers()).toEqual([signature]);
  images.remove("w", "app:1");
  forgetOrphans(NOW());
  expect(referrers()).toEqual([]);
});

test("what a tag refers to is kept with it: manifests, their blobs, those of an index, and referrers", () => {
  const { blob, manifest, forgetOrphans, kept, manifestRows } = open();
  const layer = blob("layer");
  const image = manifest("image", { blobs: [layer] });
  const index = manifest("index", { manifests: [image], tag: { tag: "1" } });
  const signature = manifest("signature", { subject: "index" });
  const second = manifest("signature of the signature", { subject: "signature" });
  forgetOrphans(NOW());
  expect(kept()).toEqual(new Set([layer.digest, image, index, signature, second]));
  manifestRows.removeTag(PLACE, "1");
  forgetOrphans(NOW());
  expect(kept()).toEqual(new Set());
});

test("a manifest without a tag is kept for a while, with its blobs", () => {
  const { blob, manifest, forgetOrphans, kept } = open();
  const layer = blob("layer");
  const image = manifest("image", { blobs: [layer] });
  forgetOrphans(AGO);
  expect(kept()).toEqual(new Set([layer.digest, image]));
  forgetOrphans(NOW());
  expect(kept()).toEqual(new Set());
});

test("a manifest is removed with its image from the workspace", () => {
  const { images, blobs, blob, manifest, forgetOrphans, kept } = open();
  const name = "localhost:8080/app:1";
  const { id } = images.put(newImage([putLayer(blobs, { file: "x" })], [name]));
  const layer = blob("compressed");
  const digest = manifest("image", { blobs: [layer], tag: { tag: "1", image: { name, id } } });
  forgetOrphans(NOW());
  expect(kept()).toEqual(new Set([digest, layer.digest]));
  images.remove("w", name);
  forgetOrphans(NOW());
  expect(kept()).toEqual(new Set());
});

test("the sweep deletes the bytes of what was removed, and of nothing else", async () => {
  const { images, blobs, blob, manifest, forgetOrphans, keptBlobs, contents } = open();
  const layer = blob("layer");
  const digest = manifest("image", { blobs: [layer], tag: { tag: "1" } });
  const other = blob("orphan");
  forgetOrphans(NOW());
  await images.collectGarbage(keptBlobs(), { minAgeMs: -1000 });
  expect([digest, layer.digest, other.digest].map(blobs.has)).toEqual([true, true, false]);
  expect(contents.manifest(PLACE, "1")?.bytes.toString()).toBe("image");
});
