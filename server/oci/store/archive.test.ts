import { expect, test } from "vitest";
import { readTar } from "#server/oci/tar/tarStream.ts";
import type { ArchivedImage } from "./archive.ts";
import { imageArchive } from "./archive.ts";
import type { BlobStore } from "./blobStore.ts";
import { digestOf } from "./digest.ts";
import { imageDocuments, storedIndex } from "./imageDocuments.ts";
import { otherImages } from "./imageIndex.ts";
import { OCI_INDEX } from "./mediaTypes.ts";
import { newImage, putLayer, temporaryStore } from "./storeFixture.ts";

async function bytesOf(blobs: BlobStore, image: ArchivedImage): Promise<Buffer> {
  const archive = imageArchive(blobs, image);
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive.chunks) chunks.push(Buffer.from(chunk));
  const bytes = Buffer.concat(chunks);
  expect(bytes).toHaveLength(archive.size);
  return bytes;
}

async function filesOf(bytes: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const source = (async function* () {
    yield bytes;
  })();
  for await (const { header, content } of readTar(source)) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of content()) chunks.push(Buffer.from(chunk));
    files.set(header.path, Buffer.concat(chunks));
  }
  return files;
}

function json(files: Map<string, Buffer>, path: string): unknown {
  return JSON.parse(files.get(path)?.toString() ?? "");
}

test("holds an OCI layout and docker's manifest.json, each blob under its digest", async () => {
  const { blobs, images } = temporaryStore();
  const layers = [putLayer(blobs, { a: "1" }), putLayer(blobs, { b: "2" })];
  const image = images.put(newImage(layers, ["demo", "localhost:5000/x:y"]));
  const files = await filesOf(await bytesOf(blobs, image));

  expect(json(files, "oci-layout")).toEqual({ imageLayoutVersion: "1.0.0" });
  expect(json(files, "manifest.json")).toEqual([
    {
      Config: `blobs/sha256/${image.id.slice(7)}`,
      RepoTags: ["demo:latest", "localhost:5000/x:y"],
      Layers: layers.map((layer) => `blobs/sha256/${layer.slice(7)}`),
    },
  ]);
  expect(json(files, "index.json")).toMatchObject({
    manifests: [
      {
        digest: image.manifestDigest,
        platform: { os: "linux", architecture: "amd64" },
        annotations: {
          "io.containerd.image.name": "docker.io/library/demo:latest",
          "org.opencontainers.image.ref.name": "latest",
        },
      },
      { annotations: { "io.containerd.image.name": "localhost:5000/x:y" } },
    ],
  });
  const blobFiles = [...files].filter(([path]) => /^blobs\/sha256\/./.test(path));
  expect(blobFiles).toHaveLength(4);
  for (const [path, bytes] of blobFiles) expect(`blobs/sha256/${digestOf(bytes).slice(7)}`).toBe(path);
});

test("makes the same bytes for the same image", async () => {
  const { blobs, images } = temporaryStore();
  const image = images.put(newImage([putLayer(blobs, { a: "1" })], ["demo"]));
  expect(digestOf(await bytesOf(blobs, image))).toBe(digestOf(await bytesOf(blobs, image)));
});

test("writes a layer that occurs twice only once, and an image without a name", async () => {
  const { blobs, images } = temporaryStore();
  const layer = putLayer(blobs, { a: "1" });
  const image = images.put(newImage([layer, layer], []));
  const files = await filesOf(await bytesOf(blobs, image));
  expect([...files.keys()].filter((path) => path.endsWith(layer.slice(7)))).toHaveLength(1);
  expect(json(files, "manifest.json")).toMatchObject([
    { RepoTags: null, Layers: [{}, {}].map(() => `blobs/sha256/${layer.slice(7)}`) },
  ]);
});

test("with images for other platforms, names their index, and the first to the engine's older store", async () => {
  const { blobs, images } = temporaryStore();
  const [layer, other] = [putLayer(blobs, { a: "1" }), putLayer(blobs, { b: "2" })];
  const image = images.put({ ...newImage([layer], ["demo"]), others: [newImage([other], [], "other")] });
  const others = otherImages(images, image);
  const files = await filesOf(await bytesOf(blobs, { ...image, served: imageDocuments(images, image) }));
  const index = storedIndex(images, image);

  expect(json(files, "index.json")).toMatchObject({
    manifests: [
      {
        mediaType: OCI_INDEX,
        digest: index?.digest,
        annotations: { "io.containerd.image.name": "docker.io/library/demo:latest" },
      },
    ],
  });
  expect(files.get(`blobs/sha256/${index?.digest.slice(7)}`)).toEqual(index?.bytes);
  expect(json(files, "manifest.json")).toMatchObject([
    { Config: `blobs/sha256/${image.id.slice(7)}`, Layers: [`blobs/sha256/${layer.slice(7)}`] },
  ]);
  const named = others.flatMap(({ id, manifestDigest, layers }) => [
    id,
    manifestDigest,
    ...layers.map((one) => one.diffId),
  ]);
  expect(named).toHaveLength(3);
  for (const digest of named) expect(files.has(`blobs/sha256/${digest.slice(7)}`)).toBe(true);
});
