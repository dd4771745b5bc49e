import { expect, test } from "vitest";
import { ProblemError } from "#contract/problemError.ts";
import { encodeJson } from "#server/oci/store/config.ts";
import { digestOf, hexOf } from "#server/oci/store/digest.ts";
import { withOneNull } from "#server/oci/store/oneNullFixture.ts";
import { problemOf, puller, tarOf } from "./pullFixture.ts";
import { startRegistry, type TestRegistry } from "./registryFixture.ts";

const LAYER = tarOf("hello", "hello");
const DIFF_ID = digestOf(LAYER);
const ROOTFS = { type: "layers", diff_ids: [DIFF_ID] };
const PLATFORM = { architecture: "amd64", os: "linux" };

/** What tools other than Docker write for an image with one layer. */
const CONFIGS: Readonly<Record<string, object>> = {
  nix: {
    ...PLATFORM,
    config: null,
    created: "1970-01-01T00:00:01+00:00",
    history: [{ comment: null }],
    rootfs: ROOTFS,
  },
  ko: { ...PLATFORM, author: "ko", config: { Entrypoint: ["/ko-app/x"], Cmd: null }, history: null, rootfs: ROOTFS },
  jib: {
    ...{ ...PLATFORM, created: "1970-01-01T00:00:00Z", container: "", docker_version: "" },
    config: { Env: [], ExposedPorts: {}, Labels: {}, Volumes: {}, Entrypoint: ["java"] },
    ...{ history: [{ created: "1970-01-01T00:00:00Z", author: "Jib", comment: "classes" }], rootfs: ROOTFS },
  },
  bazel: { ...PLATFORM, config: {}, created: "0001-01-01T00:00:00Z", history: [{ author: "Bazel" }], rootfs: ROOTFS },
  kaniko: {
    ...{
      ...PLATFORM,
      author: "kaniko",
      config: { Hostname: "", Image: "", OnBuild: null, Shell: null, Healthcheck: null },
    },
    ...{ history: [{ author: "kaniko", created: "0001-01-01T00:00:00Z", created_by: "RUN x" }], rootfs: ROOTFS },
  },
  buildah: { ...PLATFORM, variant: null, config: { Labels: { "io.buildah.version": null } }, rootfs: ROOTFS },
  apko: { ...PLATFORM, author: "apko", config: { User: "65532", Volumes: null, StopSignal: null }, rootfs: ROOTFS },
  crane: { ...PLATFORM, created: null, config: { ExposedPorts: { "80/tcp": null } }, rootfs: ROOTFS },
  umoci: { architecture: "", os: null, created: null, config: { Shell: null }, rootfs: ROOTFS, history: [] },
};

/** What a manifest, an index, and a descriptor may have beyond the required fields. */
const MORE = { annotations: { a: "b" }, urls: ["https://example.com"], artifactType: "x", subject: { digest: "y" } };

interface Shape {
  readonly config: object;
  readonly configType?: string;
  readonly more?: object;
}

/** Puts an image with this manifest and configuration, verbatim. */
function put(registry: TestRegistry, name: string, { config, configType, more }: Shape) {
  const bytes = encodeJson(config);
  registry.blobs.set(digestOf(bytes), bytes).set(DIFF_ID, LAYER);
  const mediaType = configType ?? "application/vnd.oci.image.config.v1+json";
  const layer = { mediaType: "application/vnd.oci.image.layer.v1.tar", digest: DIFF_ID, size: LAYER.length };
  const manifest = encodeJson({
    schemaVersion: 2,
    config: { mediaType, digest: digestOf(bytes), size: bytes.length, annotations: null, urls: null, platform: null },
    layers: [{ ...layer, annotations: null, urls: null, platform: null }],
    annotations: null,
    ...more,
  });
  const type = "application/vnd.oci.image.manifest.v1+json";
  return { id: digestOf(bytes), entry: putManifest(registry, name, type, manifest) };
}

function putManifest(registry: TestRegistry, name: string, mediaType: string, bytes: Buffer) {
  const digest = digestOf(bytes);
  registry.manifests.set(name, { type: mediaType, bytes });
  registry.manifests.set(`${name.split(":")[0]}@${digest}`, { type: mediaType, bytes });
  return { mediaType, digest, size: bytes.length };
}

function putIndex(registry: TestRegistry, name: string, manifests: readonly object[]) {
  const type = "application/vnd.oci.image.index.v1+json";
  return putManifest(registry, name, type, encodeJson({ schemaVersion: 2, manifests, annotations: null }));
}

async function pull(registry: TestRegistry, name: string) {
  return await puller().pull(`${registry.host}/${name}`, { allowPrivate: true });
}

for (const [maker, config] of Object.entries(CONFIGS)) {
  test(`pulls what ${maker} makes`, async () => {
    const registry = await startRegistry();
    const { id } = put(registry, "x/made:1", { config });
    expect(await pull(registry, "x/made:1")).toMatchObject({ id, layers: [{ diffId: DIFF_ID }] });
  });
}

test("pulls an image whose configuration was pushed as plain bytes", async () => {
  const registry = await startRegistry();
  const { id } = put(registry, "x/bytes:1", { config: CONFIGS.ko ?? {}, configType: "application/octet-stream" });
  expect(await pull(registry, "x/bytes:1")).toMatchObject({ id });
});

test("finds the platform in the configuration if an index lacks it, and skips what is not an image", async () => {
  const registry = await startRegistry();
  const arm = put(registry, "x/bare:arm", { config: { ...CONFIGS.ko, architecture: "arm64" } });
  const signature = put(registry, "x/bare:s", { config: {}, configType: "application/vnd.dev.cosign.v1+octets" });
  const amd = put(registry, "x/bare:amd", { config: CONFIGS.ko ?? {} });
  putIndex(registry, "x/bare:1", [arm.entry, { ...signature.entry, platform: null }, amd.entry]);
  expect(await pull(registry, "x/bare:1")).toMatchObject({ id: amd.id });
  putIndex(registry, "x/bare:2", [arm.entry]);
  const { detail, next } = await problemOf(pull(registry, "x/bare:2"));
  expect(`${detail} ${next}`).toMatch(/no image for linux\/amd64.*It has images for linux\/arm64/);
});

test("finds an image in an index of indexes, and stops at a cycle", async () => {
  const registry = await startRegistry();
  const image = put(registry, "x/deep:image", { config: CONFIGS.ko ?? {} });
  const inner = putIndex(registry, "x/deep:inner", [{ ...image.entry, platform: PLATFORM }]);
  const empty = putIndex(registry, "x/deep:empty", []);
  putIndex(registry, "x/deep:1", [empty, inner]);
  expect(await pull(registry, "x/deep:1")).toMatchObject({ id: image.id });
  putIndex(registry, "x/deep:2", Array<object>(1000).fill(empty));
  expect((await problemOf(pull(registry, "x/deep:2"))).detail).toContain("no image for linux/amd64");
  expect(registry.seen.length).toBeLessThan(60);
});

test("names the field of a manifest or configuration that is invalid", async () => {
  const registry = await startRegistry();
  put(registry, "x/wrong:config", { config: { ...CONFIGS.ko, config: { Env: "A=1" } } });
  expect((await problemOf(pull(registry, "x/wrong:config"))).detail).toContain("config.Env");
  put(registry, "x/wrong:manifest", { config: {}, more: { layers: [{ mediaType: "x", size: 1, digest: "y" }] } });
  expect((await problemOf(pull(registry, "x/wrong:manifest"))).detail).toContain("layers[0].digest");
});

test("accepts a null for every optional field of a manifest or an index, and names a required one", async () => {
  const registry = await startRegistry();
  const { entry } = put(registry, "x/null:1", { config: CONFIGS.ko ?? {}, more: MORE });
  const type = "application/vnd.oci.image.index.v1+json";
  const index = { schemaVersion: 2, mediaType: type, manifests: [{ ...entry, ...MORE, platform: PLATFORM }], ...MORE };
  const manifest: unknown = JSON.parse(registry.manifests.get("x/null:1")?.bytes.toString() ?? "");
  const refused: string[] = [];
  for (const { place, json } of [...withOneNull(manifest), ...withOneNull(index)]) {
    putManifest(registry, "x/null:2", "application/json", encodeJson(json));
    const detail = await pull(registry, "x/null:2").then(
      () => undefined,
      (error: unknown) => (error instanceof ProblemError ? error.problem.detail : `${error}`),
    );
    if (detail === undefined) continue;
    refused.push(place);
    // A list that is null has no items: there is no field to name.
    if (!/^(?:layers|manifests)(?:\.0)?$/.test(place)) expect(detail).toContain(place.replace(/\.(\d+)/, "[$1]"));
  }
  const descriptor = ["mediaType", "digest", "size"];
  const inside = (list: string) => [list, `${list}.0`, ...descriptor.map((field) => `${list}.0.${field}`)];
  expect(refused).toEqual([
    ...["schemaVersion", "config", ...descriptor.map((field) => `config.${field}`), ...inside("layers")],
    ...["schemaVersion", ...inside("manifests")],
  ]);
});

test("reports that a manifest of schema 1 is too old", async () => {
  const registry = await startRegistry();
  const old = { schemaVersion: 1, name: "x/old", tag: "1", fsLayers: [{ blobSum: `sha256:${hexOf(DIFF_ID)}` }] };
  const type = "application/vnd.docker.distribution.manifest.v1+prettyjws";
  putManifest(registry, "x/old:1", type, encodeJson(old));
  const { detail, next } = await problemOf(pull(registry, "x/old:1"));
  expect(detail).toContain("schema 1");
  expect(next).toContain("newer tag");
});
