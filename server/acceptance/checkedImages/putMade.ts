import { gzipSync, zstdCompressSync } from "node:zlib";
import type { TestRegistry } from "#server/oci/distribution/registryFixture.ts";
import { digestOf } from "../imageChecker/savedImage.ts";
import type { ImageMaker } from "./otherMakers.ts";
import { dir, tar, type Written } from "./writeTar.ts";

const COMPRESS = { gzip: gzipSync, zstd: zstdCompressSync, plain: (bytes: Buffer) => bytes };
const TYPES = {
  oci: {
    index: "application/vnd.oci.image.index.v1+json",
    manifest: "application/vnd.oci.image.manifest.v1+json",
    config: "application/vnd.oci.image.config.v1+json",
    layer: { gzip: "tar+gzip", zstd: "tar+zstd", plain: "tar" },
    layerStart: "application/vnd.oci.image.layer.v1.",
  },
  docker: {
    index: "application/vnd.docker.distribution.manifest.list.v2+json",
    manifest: "application/vnd.docker.distribution.manifest.v2+json",
    config: "application/vnd.docker.container.image.v1+json",
    layer: { gzip: "tar.gzip", zstd: "tar.zstd", plain: "tar" },
    layerStart: "application/vnd.docker.image.rootfs.diff.",
  },
};

/** Pushes an image to a registry as its maker would. `shell` is a static program that is a shell. */
export function putMade(
  registry: TestRegistry,
  name: string,
  made: ImageMaker,
  shell: Buffer,
): { layers: number; history: number } {
  const { compression = "gzip", types = "oci" } = made;
  const type = TYPES[types];
  const tars = [tar(...common(shell), ...(made.members ?? [])), ...(made.above ?? []).map((layer) => tar(...layer))];
  const config = json({
    ...{ architecture: "amd64", os: "linux" },
    ...made.config,
    rootfs: { type: "layers", diff_ids: tars.map(digestOf) },
  });
  const blob = (mediaType: string, bytes: Buffer) => {
    registry.blobs.set(digestOf(bytes), bytes);
    return { mediaType, digest: digestOf(bytes), size: bytes.length, ...made.descriptors };
  };
  const manifest = json({
    ...{ schemaVersion: 2, mediaType: type.manifest, config: blob(made.configType ?? type.config, config) },
    layers: tars.map((bytes) => blob(type.layerStart + type.layer[compression], COMPRESS[compression](bytes))),
    ...made.manifest,
  });
  const image = putManifest(registry, name, type.manifest, manifest);
  if (made.index !== undefined) {
    const { platform, others = [], more } = made.index;
    const manifests = [...others, { ...image, platform }];
    putManifest(registry, name, type.index, json({ schemaVersion: 2, mediaType: type.index, manifests, ...more }));
  }
  const { history } = JSON.parse(config.toString());
  return { layers: tars.length, history: Array.isArray(history) ? history.length : 0 };
}

function common(shell: Buffer): Written[] {
  return [dir("bin"), { name: "bin/sh", content: shell, mode: 0o755 }, { name: "hello", content: "hello\n" }];
}

function putManifest(registry: TestRegistry, name: string, mediaType: string, bytes: Buffer) {
  const digest = digestOf(bytes);
  registry.manifests.set(`${name}:latest`, { type: mediaType, bytes });
  registry.manifests.set(`${name}@${digest}`, { type: mediaType, bytes });
  return { mediaType, digest, size: bytes.length };
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
