import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect } from "vitest";
import type { ImageConfig } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { tarOf } from "#server/oci/distribution/pullFixture.ts";
import { encodeJson } from "#server/oci/store/config.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { OCI_CONFIG, OCI_LAYER_GZIP, OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { newImage, putLayer } from "#server/oci/store/storeFixture.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

const HOST = "localhost:8080";
export const BYTES = { "content-type": "application/octet-stream" };

type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bytes: Buffer;
  readonly json: unknown;
}

/** For tests: the registry of an app, without a port. */
export interface TestRegistry {
  readonly test: TestApp;
  call(method: Method, url: string, options?: CallOptions): Promise<Answer>;
  /** An image as a build stores it. */
  build(name: string, files?: Record<string, string>): StoredImage;
  /** Pushes a blob with one request. */
  pushBlob(repository: string, bytes: Uint8Array): Promise<Answer>;
  pushManifest(repository: string, reference: string, bytes: Uint8Array, mediaType?: string): Promise<Answer>;
  /** Pushes the blobs of an image, then its manifest. */
  push(repository: string, reference: string, image: PushedImage, mediaType?: string): Promise<Answer>;
}

/** For tests: a registry that all tests of a file share. */
export function sharedRegistry(): TestRegistry {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());
  const send: TestRegistry["call"] = (...request) => call(test, ...request);
  const pushBlob: TestRegistry["pushBlob"] = (repository, bytes) =>
    send("POST", `/v2/${repository}/blobs/uploads/?digest=${digestOf(bytes)}`, { headers: BYTES, body: bytes });
  const pushManifest: TestRegistry["pushManifest"] = (repository, reference, body, mediaType = OCI_MANIFEST) =>
    send("PUT", `/v2/${repository}/manifests/${reference}`, { headers: { "content-type": mediaType }, body });
  return {
    get test() {
      return test;
    },
    call: send,
    pushBlob,
    pushManifest,
    async push(repository, reference, { config, layers, manifest }, mediaType) {
      for (const blob of [config, ...layers]) expect((await pushBlob(repository, blob)).status).toBe(201);
      return await pushManifest(repository, reference, manifest, mediaType);
    },
    build(name, files = { "etc/motd": name }) {
      const { blobs, images } = test.services;
      const layer: Digest = putLayer(blobs, files);
      return images.put({ ...newImage([layer], [name], name), workspace: DEFAULT_OWNER });
    },
  };
}

async function call({ app }: TestApp, method: Method, url: string, { headers = {}, body }: CallOptions = {}) {
  const payload = typeof body === "string" ? body : body && Buffer.from(body);
  const answer = await app.inject({
    method,
    url,
    headers: { host: HOST, ...headers },
    ...(payload !== undefined && { payload }),
  });
  const bytes = answer.rawPayload;
  const shown = Object.entries(answer.headers).map(([name, value]) => [name, value?.toString()]);
  return {
    status: answer.statusCode,
    headers: Object.fromEntries(shown),
    bytes,
    get json(): unknown {
      return JSON.parse(bytes.toString("utf8"));
    },
  };
}

/** For tests: the codes of `{"errors": […]}`. */
export function codesOf({ json }: Answer): unknown {
  if (typeof json !== "object" || json === null || !("errors" in json) || !Array.isArray(json.errors)) return json;
  return json.errors.map(({ code }: { code: unknown }) => code);
}

/** For tests: an image as a client pushes it. */
export interface PushedImage {
  readonly config: Buffer;
  /** Compressed. */
  readonly layers: readonly Buffer[];
  readonly manifest: Buffer;
  readonly digest: Digest;
  readonly id: Digest;
}

export interface ImageOptions {
  /** Tars, base first. */
  readonly layers?: readonly Buffer[];
  readonly config?: Partial<ImageConfig>;
  /** Of the manifest. */
  readonly fields?: object;
  readonly mediaTypes?: { readonly manifest: string; readonly config: string; readonly layer: string };
}

const OCI_TYPES = { manifest: OCI_MANIFEST, config: OCI_CONFIG, layer: OCI_LAYER_GZIP };

/** For tests: an image of these tars, compressed with gzip. `note` makes its ID differ from others. */
export function imageToPush(note: string, options: ImageOptions = {}): PushedImage {
  const { layers = [tarOf("etc/motd", note)], config = {}, fields = {}, mediaTypes = OCI_TYPES } = options;
  const rootfs = { type: "layers", diff_ids: layers.map((layer) => digestOf(layer)) };
  const history = layers.map(() => ({ created_by: "COPY . /" }));
  const configBytes = encodeJson({ os: "linux", architecture: "amd64", author: note, rootfs, history, ...config });
  const packed = layers.map((layer) => gzipSync(layer));
  const manifest = JSON.stringify(
    {
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      config: descriptorOf(configBytes, mediaTypes.config),
      layers: packed.map((layer) => descriptorOf(layer, mediaTypes.layer)),
      ...fields,
    },
    // No program writes it like this, so its bytes must be preserved.
    undefined,
    3,
  );
  const bytes = Buffer.from(manifest);
  return { config: configBytes, layers: packed, manifest: bytes, digest: digestOf(bytes), id: digestOf(configBytes) };
}

export function descriptorOf(bytes: Uint8Array, mediaType: string) {
  return { mediaType, digest: digestOf(bytes), size: bytes.length };
}
