import { expect, test } from "vitest";
import { imageManifestSchema } from "#contract/image.ts";
import type { BlobStore } from "./blobStore.ts";
import { imageDocuments, storedIndex } from "./imageDocuments.ts";
import { type KeptDocuments, keptBlob } from "./keptDocuments.ts";
import { OCI_INDEX } from "./mediaTypes.ts";
import { descriptor, type MadeImage, madeImage, madeIndex } from "./receivedFixture.ts";
import { putLayer, temporaryStore } from "./storeFixture.ts";

function madeFor(blobs: BlobStore, architecture: string): MadeImage {
  return madeImage(architecture, blobs.readAll(putLayer(blobs, { arch: architecture })));
}

function documentsOf({ manifest, entry, attestation, attestationEntry }: MadeImage): KeptDocuments {
  const parts = (bytes: Buffer) => {
    const { config, layers } = imageManifestSchema.parse(JSON.parse(bytes.toString()));
    return { config: keptBlob(config), layers: layers.map(keptBlob) };
  };
  const { config, layers } = parts(attestation);
  return {
    manifest: { ...keptBlob(entry), ...parts(manifest) },
    attestations: [{ entry: attestationEntry, blobs: [config, ...layers] }],
  };
}

/** A store with `app:1` as an index that came from elsewhere. */
function storeWithReceived() {
  const store = temporaryStore();
  const made = [madeFor(store.blobs, "amd64"), madeFor(store.blobs, "arm64")] as const;
  const [amd, arm] = made;
  const index = madeIndex(amd.entry, arm.entry, amd.attestationEntry, arm.attestationEntry);
  for (const bytes of [...made.flatMap(({ blobs }) => blobs), index]) store.blobs.put(bytes);
  const newImage = (one: MadeImage, documents: KeptDocuments, tags: readonly string[] = []) => {
    return { workspace: "w", config: one.config, layers: [one.diffId], tags, documents };
  };
  const whole = { ...documentsOf(amd), index: descriptor(OCI_INDEX, index) };
  const others = [newImage(arm, documentsOf(arm))];
  const put = () => store.images.put({ ...newImage(amd, whole, ["app:1"]), others, keepsRecord: true });
  return { ...store, amd, arm, index, image: put(), put, newImage };
}

test("an index that came from elsewhere is the one that its name stands for, byte for byte", () => {
  const { images, image, index, amd, arm } = storeWithReceived();
  const documents = imageDocuments(images, image);
  expect(documents.index?.bytes).toEqual(index);
  expect(documents.images.map(({ digest }) => digest)).toEqual([amd.entry.digest, arm.entry.digest]);
  expect(documents.attestations.map(({ entry }) => entry)).toEqual([amd.attestationEntry, arm.attestationEntry]);
});

test("the sweep keeps everything that it needs, and frees it when the image goes", async () => {
  const { images, blobs } = storeWithReceived();
  expect(await images.collectGarbage([], { minAgeMs: 0 })).toMatchObject({ blobs: 0 });
  images.remove("w", "app:1");
  await images.collectGarbage([], { minAgeMs: 0 });
  expect([...blobs.list()]).toEqual([]);
});

test("if a packed layer is gone, another index names plain layers, and the attestations say what they are about now", () => {
  const { images, blobs, image, index, amd, arm } = storeWithReceived();
  const { config: _config, layers } = JSON.parse(amd.manifest.toString());
  blobs.delete(layers[0].digest);
  const documents = imageDocuments(images, images.require("w", image.id));
  expect(documents.index?.bytes).not.toEqual(index);
  expect(documents.images.map(({ digest }) => digest)).toEqual([image.manifestDigest, arm.entry.digest]);
  const about = documents.attestations.map(({ entry }) => entry.annotations?.["vnd.docker.reference.digest"]);
  expect(about).toEqual([image.manifestDigest, arm.entry.digest]);
});

test("an attestation that is gone is not named", () => {
  const { images, blobs, image, amd, arm } = storeWithReceived();
  blobs.delete(amd.attestationEntry.digest);
  const entries = JSON.parse(storedIndex(images, image)?.bytes.toString() ?? "{}").manifests;
  const digests = entries.map(({ digest }: { digest: string }) => digest);
  expect(digests).toEqual([amd.entry.digest, arm.entry.digest, arm.attestationEntry.digest]);
});

test("the index of a build stays when its image comes in alone, and one that comes in with others takes its place", () => {
  const { images, amd, index, newImage, put } = storeWithReceived();
  const { attestations: _some, ...alone } = documentsOf(amd);
  images.put({ ...newImage(amd, { ...alone, attestations: [] }, ["app:2"]), keepsRecord: true });
  expect(storedIndex(images, images.require("w", "app:2"))?.bytes).toEqual(index);
  images.put(newImage(amd, documentsOf(amd), ["app:1"]));
  expect(storedIndex(images, images.require("w", "app:1"))?.bytes).not.toEqual(index);
  expect(storedIndex(images, put())?.bytes).toEqual(index);
});
