import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import { digestOf, hexOf } from "#server/oci/store/digest.ts";
import { encodeManifest } from "#server/oci/store/manifest.ts";
import { OCI_LAYER_GZIP } from "#server/oci/store/mediaTypes.ts";
import { newImage, putLayer, temporaryFolder, temporaryStore } from "#server/oci/store/storeFixture.ts";
import { loader, type Member, saved, tarOfMembers } from "./archiveFixture.ts";

const LAYER = tarOfMembers(["hello", "hello"]);
const PACKED = gzipSync(LAYER);
const CONFIG = encodeImageConfig({
  os: "linux",
  architecture: "amd64",
  rootfs: { type: "layers", diff_ids: [digestOf(LAYER)] },
});
const [layerHex, packedHex, configHex] = [LAYER, PACKED, CONFIG].map((bytes) => hexOf(digestOf(bytes)));
const listed = (config: string, layer: string): Member => [
  "manifest.json",
  JSON.stringify([{ Config: config, RepoTags: ["made.example/app:1"], Layers: [layer] }]),
];

/** The members of an OCI layout with this image. */
function layout(prefix: string, annotations?: Record<string, string>): Member[] {
  const descriptor = { mediaType: OCI_LAYER_GZIP, digest: digestOf(PACKED), size: PACKED.length };
  const { bytes } = encodeManifest(CONFIG, [descriptor]);
  const mediaType = "application/vnd.oci.image.manifest.v1+json";
  const entry = { mediaType, digest: digestOf(bytes), size: bytes.length, ...(annotations && { annotations }) };
  return [
    [`${prefix}oci-layout`, '{"imageLayoutVersion":"1.0.0"}'],
    [`${prefix}index.json`, JSON.stringify({ schemaVersion: 2, manifests: [entry] })],
    ...[PACKED, CONFIG, bytes].map((blob): Member => [`${prefix}blobs/sha256/${hexOf(digestOf(blob))}`, blob]),
  ];
}

/** What tools write, by their documentation. */
const SHAPES: Readonly<Record<string, readonly Member[]>> = {
  "ko and crane": [
    [`sha256:${configHex}`, CONFIG],
    [`${packedHex}.tar.gz`, PACKED],
    listed(`sha256:${configHex}`, `${packedHex}.tar.gz`),
  ],
  "kaniko with --tar-path": [
    [`sha256:${configHex}`, CONFIG],
    [`${packedHex}.tar.gz`, PACKED],
    listed(`sha256:${configHex}`, `${packedHex}.tar.gz`),
  ],
  "jib's buildTar": [
    [`${packedHex}.tar.gz`, PACKED],
    ["config.json", CONFIG],
    listed("config.json", `${packedHex}.tar.gz`),
  ],
  "bazel's rules_docker": [
    [`${configHex}.json`, CONFIG],
    [`${layerHex}/layer.tar`, LAYER],
    [`${layerHex}/VERSION`, "1.0"],
    [`${layerHex}/json`, "{}"],
    listed(`${configHex}.json`, `${layerHex}/layer.tar`),
    ["repositories", JSON.stringify({ app: { 1: layerHex } })],
  ],
  "bazel's rules_oci": [
    [`blobs/sha256/${configHex}`, CONFIG],
    [`blobs/sha256/${packedHex}.tar.gz`, PACKED],
    listed(`blobs/sha256/${configHex}`, `blobs/sha256/${packedHex}.tar.gz`),
  ],
};

describe("what other tools write, by their documentation", () => {
  for (const [maker, members] of Object.entries(SHAPES)) {
    test(`loads what ${maker} writes`, async () => {
      const into = loader();
      expect(await into.load(tarOfMembers(...members))).toEqual([
        { id: digestOf(CONFIG), names: ["made.example/app:1"] },
      ]);
      expect(into.blobs.readAll(digestOf(LAYER)).equals(LAYER)).toBe(true);
    });
  }

  test("loads an OCI layout that names only a tag, or nothing", async () => {
    const tagged = layout("", { "org.opencontainers.image.ref.name": "1" });
    for (const members of [tagged, layout("./")]) {
      expect(await loader().load(tarOfMembers(...members))).toEqual([{ id: digestOf(CONFIG), names: [] }]);
    }
  });

  test("loads an OCI layout in the folder that was packed around it", async () => {
    expect(await loader().load(tarOfMembers(...layout("app/")))).toEqual([{ id: digestOf(CONFIG), names: [] }]);
  });

  test("says what a docker save of before Docker 1.10 lacks", async () => {
    const old = tarOfMembers([`${layerHex}/layer.tar`, LAYER], [`${layerHex}/json`, "{}"], ["repositories", "{}"]);
    await expect(loader().load(old)).rejects.toThrow(/Docker before 1\.10/);
  });
});

describe("what the tools of the distribution write", () => {
  /** A folder with a saved image, and an OCI layout that skopeo made of it. */
  async function makersFolder(): Promise<string> {
    const dir = temporaryFolder();
    const { blobs, images } = temporaryStore();
    const image = images.put(
      newImage([putLayer(blobs, { a: "a" }), putLayer(blobs, { b: "b" })], ["demo.example/app:1"]),
    );
    writeFileSync(join(dir, "image.tar"), await saved(blobs, image));
    writeFileSync(join(dir, "policy.json"), '{"default":[{"type":"insecureAcceptAnything"}]}');
    skopeo(dir, `docker-archive:${join(dir, "image.tar")}`, `oci:${join(dir, "layout")}:1`);
    return dir;
  }

  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  const skopeo = (dir: string, ...args: string[]) =>
    run("skopeo", "--policy", join(dir, "policy.json"), "copy", ...args);
  const packed = (folder: string) => run("tar", "c", "-C", folder, ".");

  async function loadedFiles(archive: Buffer): Promise<number[]> {
    const into = loader();
    const loaded = await into.load(archive);
    return loaded.map(({ id }) => into.images.get("w", id)?.layers.length ?? 0);
  }

  test("loads what skopeo writes: docker-archive, oci-archive, and an OCI layout, plain, gzip, and zstd", async () => {
    const dir = await makersFolder();
    const layoutTar = packed(join(dir, "layout"));
    skopeo(dir, `oci:${join(dir, "layout")}:1`, `docker-archive:${join(dir, "docker.tar")}:demo.example/app:1`);
    skopeo(dir, `oci:${join(dir, "layout")}:1`, `oci-archive:${join(dir, "oci.tar")}:1`);
    const archives = [readFileSync(join(dir, "docker.tar")), readFileSync(join(dir, "oci.tar")), layoutTar];
    for (const archive of [...archives, gzipSync(layoutTar), zstdCompressSync(layoutTar)]) {
      expect(await loadedFiles(archive)).toEqual([2]);
    }
  });

  test("loads a layout that umoci has added a layer to", async () => {
    const dir = await makersFolder();
    const bundle = join(dir, "added");
    mkdirSync(bundle);
    writeFileSync(join(bundle, "new"), "new");
    run("umoci", "insert", "--rootless", "--image", `${join(dir, "layout")}:1`, bundle, "/added");
    expect(await loadedFiles(packed(join(dir, "layout")))).toEqual([3]);
  });

  test("loads what podman saves, in both formats", async () => {
    const dir = await makersFolder();
    const podman = (...args: string[]) =>
      run(
        "podman",
        "--root",
        join(dir, "podman"),
        "--runroot",
        join(dir, "podman-run"),
        "--storage-driver",
        "vfs",
        ...args,
      );
    podman("load", "--signature-policy", join(dir, "policy.json"), "-i", join(dir, "image.tar"));
    for (const format of ["docker-archive", "oci-archive"]) {
      const file = join(dir, `podman-${format}.tar`);
      podman("save", "--format", format, "-o", file, "demo.example/app:1");
      expect(await loadedFiles(readFileSync(file))).toEqual([2]);
    }
  });
});
