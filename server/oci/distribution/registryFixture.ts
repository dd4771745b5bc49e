import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { onTestFinished } from "vitest";
import type { Descriptor, ImageConfig } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { encodeJson } from "#server/oci/store/config.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { encodeManifest } from "#server/oci/store/manifest.ts";
import { OCI_INDEX, OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";

type Compression = "gzip" | "zstd" | "plain";

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** For tests: a registry that speaks the distribution protocol over real HTTP on this machine. */
export interface TestRegistry {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  readonly url: string;
  readonly seen: SeenRequest[];
  readonly blobs: Map<string, Buffer>;
  /** By `repository:tag` and `repository@digest`. */
  readonly manifests: Map<string, { type: string; bytes: Buffer }>;
  /** Called first; returns true if it has answered (or cut) the request itself. */
  intercept: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Stores an image of these tars; returns its config's and manifest's digests. */
  putImage(name: string, image: TestImage): { id: Digest; manifest: Digest; descriptor: Descriptor };
  putIndex(name: string, images: Descriptor[]): Digest;
}

export interface TestImage {
  readonly layers: readonly Buffer[];
  readonly compression?: Compression;
  readonly platform?: { os: string; architecture: string; variant?: string };
  readonly config?: Partial<ImageConfig>;
}

const compress = { gzip: gzipSync, zstd: zstdCompressSync, plain: (bytes: Buffer) => bytes };

/** `atEnd` gets the function that stops it; by default, that runs at the end of a test. */
export async function startRegistry(atEnd: (stop: () => void) => void = onTestFinished): Promise<TestRegistry> {
  const server = createServer((request, response) => {
    const { method = "", url = "", headers } = request;
    registry.seen.push({ method, path: url, headers });
    if (!registry.intercept(request, response)) answer(registry, request, response);
  });
  // It shares a thread with the client: a test that computes for long would make it close a connection that is about to be used.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const registry: TestRegistry = {
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    seen: [],
    blobs: new Map(),
    manifests: new Map(),
    intercept: () => false,
    putImage: (name, image) => putImage(registry, name, image),
    putIndex(name, manifests) {
      return putManifest(registry, name, OCI_INDEX, encodeJson({ schemaVersion: 2, mediaType: OCI_INDEX, manifests }));
    },
  };
  return registry;
}

function putImage(registry: TestRegistry, name: string, image: TestImage) {
  const { layers, compression = "gzip", platform = { os: "linux", architecture: "amd64" } } = image;
  const config = encodeJson({
    ...platform,
    rootfs: { type: "layers", diff_ids: layers.map((layer) => digestOf(layer)) },
    history: [],
    ...image.config,
  });
  const put = (bytes: Buffer) => {
    registry.blobs.set(digestOf(bytes), bytes);
    return { digest: digestOf(bytes), size: bytes.length };
  };
  put(config);
  const mediaType = "application/vnd.oci.image.layer.v1.tar";
  const descriptors = layers.map((layer) => ({ mediaType, ...put(compress[compression](layer)) }));
  const { bytes } = encodeManifest(config, descriptors);
  const manifest = putManifest(registry, name, OCI_MANIFEST, bytes);
  const descriptor = { mediaType: OCI_MANIFEST, digest: manifest, size: bytes.length, platform };
  return { id: digestOf(config), manifest, descriptor };
}

function putManifest(registry: TestRegistry, name: string, type: string, bytes: Buffer): Digest {
  const digest = digestOf(bytes);
  registry.manifests.set(name, { type, bytes });
  registry.manifests.set(`${name.split(":")[0]}@${digest}`, { type, bytes });
  return digest;
}

function answer(registry: TestRegistry, request: IncomingMessage, response: ServerResponse): void {
  const [, repository = "", kind, target = ""] = /^\/v2\/(.+)\/(manifests|blobs)\/(.+)$/.exec(request.url ?? "") ?? [];
  const manifest = registry.manifests.get(`${repository}${target.includes(":") ? "@" : ":"}${target}`);
  const blob = registry.blobs.get(target);
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  if (kind === "manifests" && manifest !== undefined) {
    response.setHeader("content-type", manifest.type);
    response.setHeader("docker-content-digest", digestOf(manifest.bytes));
    response.setHeader("content-length", manifest.bytes.length);
    response.end(request.method === "HEAD" ? undefined : manifest.bytes);
  } else if (kind === "blobs" && blob !== undefined) {
    if (start > 0) response.setHeader("content-range", `bytes ${start}-${blob.length - 1}/${blob.length}`);
    response.writeHead(start > 0 ? 206 : 200).end(blob.subarray(start));
  } else response.writeHead(404).end();
}
