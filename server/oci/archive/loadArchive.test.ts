import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { encodeManifest } from "#server/oci/store/manifest.ts";
import { OCI_INDEX, OCI_LAYER_GZIP } from "#server/oci/store/mediaTypes.ts";
import { newImage, putLayer, temporaryStore } from "#server/oci/store/storeFixture.ts";
import { loader, saved, tarOfMembers } from "./archiveFixture.ts";
import { loadArchive } from "./loadArchive.ts";

const hex = (bytes: Buffer) => digestOf(bytes).slice(7);

/** An image of one layer with this text, and its parts. */
function made(text: string) {
  const { blobs } = temporaryStore();
  const layer = blobs.readAll(putLayer(blobs, { file: text }));
  const rootfs = { type: "layers" as const, diff_ids: [digestOf(layer)] };
  return { layer, config: encodeImageConfig({ os: "linux", architecture: "amd64", rootfs }) };
}

test("loads what Strata saves, several images with their names, and shared layers once", async () => {
  const { blobs, images } = temporaryStore();
  const base = putLayer(blobs, { base: "base" });
  const one = images.put(newImage([base], ["one:1", "one:2"]));
  const two = images.put(newImage([base, putLayer(blobs, { two: "2" })], ["localhost:5000/two:1"]));
  const archive = await saved(blobs, one, two);
  const into = loader();
  expect(await into.load(archive)).toEqual([
    { id: one.id, names: ["one:1", "one:2"] },
    { id: two.id, names: ["localhost:5000/two:1"] },
  ]);
  expect(into.images.get("w", "one:2")).toMatchObject({ id: one.id, layers: one.layers, built: false });
  expect(archive.toString("latin1").split(`blobs/sha256/${base.slice(7)}\0`)).toHaveLength(2);
});

for (const [name, compress] of [
  ["gzip", gzipSync],
  ["zstd", zstdCompressSync],
] as const) {
  test(`loads an archive compressed with ${name}`, async () => {
    const { blobs, images } = temporaryStore();
    const image = images.put(newImage([putLayer(blobs, { a: "a" })], ["demo:1"]));
    expect(await loader().load(compress(await saved(blobs, image)))).toEqual([{ id: image.id, names: ["demo:1"] }]);
  });
}

test("compressed layers are unpacked and indexed before the last byte is there", async () => {
  const { layer, config } = made(randomBytes(100_000).toString("latin1"));
  const packed = gzipSync(layer);
  const start = tarOfMembers([`${hex(packed)}.tar.gz`, packed]).subarray(0, -1024);
  const manifest = [{ Config: "config.json", RepoTags: ["early:1"], Layers: [`${hex(packed)}.tar.gz`] }];
  const rest = tarOfMembers(["config.json", config], ["manifest.json", JSON.stringify(manifest)]);
  const { dir, images } = temporaryStore();
  const seen: boolean[] = [];
  const isIndexed = () => readdirSync(dir, { recursive: true }).some((path) => path.includes(`${hex(layer)}.index`));
  const source = async function* () {
    seen.push(isIndexed());
    yield start;
    // The next member is asked for when the layer is done.
    yield rest.subarray(0, 512);
    yield rest.subarray(512, -1024);
    seen.push(isIndexed());
    yield rest.subarray(-1024);
  };
  const limits = { bytes: 1e7, entries: 10, image: { maxImageBytes: 1e7, maxLayers: 10 } };
  expect(await loadArchive(images, "w", source(), limits)).toEqual([{ id: digestOf(config), names: ["early:1"] }]);
  expect(seen).toEqual([false, true]);
});

test("loads docker's old layout, with a link in place of a layer that two images share", async () => {
  const { layer, config } = made("old");
  const other = encodeImageConfig({ ...JSON.parse(config.toString()), author: "somebody else" });
  const manifest = [
    { Config: `${hex(config)}.json`, RepoTags: ["old:1"], Layers: ["aaaa/layer.tar"] },
    { Config: `${hex(other)}.json`, RepoTags: null, Layers: ["bbbb/layer.tar"] },
  ];
  const archive = tarOfMembers(
    ["aaaa/VERSION", "1.0"],
    ["aaaa/layer.tar", layer],
    ["bbbb/layer.tar", { link: "../aaaa/layer.tar" }],
    [`${hex(config)}.json`, config],
    [`${hex(other)}.json`, other],
    ["manifest.json", JSON.stringify(manifest)],
    ["repositories", "{}"],
  );
  expect(await loader().load(archive)).toEqual([
    { id: digestOf(config), names: ["old:1"] },
    { id: digestOf(other), names: [] },
  ]);
});

test("loads an OCI layout with compressed layers, and of an index what is there, and names what is not", async () => {
  const { layer, config } = made("layout");
  const packed = gzipSync(layer);
  const descriptor = { mediaType: OCI_LAYER_GZIP, digest: digestOf(packed), size: packed.length };
  const { bytes } = encodeManifest(config, [descriptor], { "org.example": "kept" });
  const here = { os: "linux", architecture: process.arch === "arm64" ? "arm64" : "amd64" };
  const entries = [
    { mediaType: "x", digest: digestOf("missing"), size: 1, platform: { os: "linux", architecture: "s390x" } },
    { mediaType: "x", digest: digestOf(bytes), size: bytes.length, platform: here },
  ];
  const inner = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: entries }));
  const annotations = { "io.containerd.image.name": "docker.io/library/layout:1" };
  const top = { mediaType: OCI_INDEX, digest: digestOf(inner), size: inner.length, annotations };
  const archive = tarOfMembers(
    ["./oci-layout", '{"imageLayoutVersion":"1.0.0"}'],
    ["./index.json", JSON.stringify({ schemaVersion: 2, manifests: [top] })],
    ...[inner, bytes, config, packed].map((blob) => [`./blobs/sha256/${hex(blob)}`, blob] as const),
  );
  const into = loader();
  expect(await into.load(archive)).toEqual([{ id: digestOf(config), names: ["layout:1"], leftOut: ["linux/s390x"] }]);
  expect(into.images.get("w", "layout:1")?.manifest.annotations).toEqual({ "org.example": "kept" });
  expect(into.blobs.readAll(digestOf(layer)).equals(layer)).toBe(true);
});
