import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Digest } from "#contract/names/digest.ts";
import { routes } from "#contract/routes.ts";
import { tarOf } from "#server/oci/distribution/pullFixture.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import {
  DOCKER_CONFIG,
  DOCKER_INDEX,
  DOCKER_LAYER_GZIP,
  DOCKER_MANIFEST,
  OCI_CONFIG,
  OCI_INDEX,
  OCI_LAYER,
  OCI_MANIFEST,
} from "#server/oci/store/mediaTypes.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { codesOf, descriptorOf, imageToPush, type PushedImage, sharedRegistry } from "./registryFixture.ts";

const registry = sharedRegistry();
const { call, build, push, pushBlob, pushManifest } = registry;
const stored = (ref: string) => registry.test.services.images.get(DEFAULT_OWNER, ref);

test("PUT of a manifest MUST answer 201 with its Location, and pulling it MUST give the very same bytes", async () => {
  const image = imageToPush("first");
  const answer = await push("app", "1", image);
  expect(answer.status).toBe(201);
  expect(answer.headers.location).toBe("/v2/app/manifests/1");
  expect(answer.headers["docker-content-digest"]).toBe(image.digest);
  for (const reference of ["1", image.digest]) {
    const back = await call("GET", `/v2/app/manifests/${reference}`);
    expect(back.bytes).toEqual(image.manifest);
    expect(back.headers["content-type"]).toBe(OCI_MANIFEST);
    expect(back.headers["docker-content-digest"]).toBe(image.digest);
  }
  const [layer] = image.layers;
  expect((await call("GET", `/v2/app/blobs/${digestOf(layer ?? "")}`)).bytes).toEqual(layer);
});

test("a pushed image is in the workspace under its client's name, and can be viewed", async () => {
  const image = imageToPush("shown", { layers: [tarOf("etc/motd", "hello"), tarOf("etc/issue", "x")] });
  await push("team/shown", "2", image);
  const name = "localhost:8080/team/shown:2";
  const list = await call("GET", routes.images());
  expect(list.json).toMatchObject({
    images: expect.arrayContaining([expect.objectContaining({ id: image.id, tags: [name], built: false, layers: 2 })]),
  });
  const layers = await call("GET", routes.imageLayers(name));
  expect(layers.json).toMatchObject({ rows: [{ layer: { added: 1 } }, { layer: { added: 1 } }] });
  const files = await call("GET", routes.imageFiles(name, "/etc/motd"));
  expect(files.json).toMatchObject({ text: "hello" });
  expect((await call("GET", routes.imageHistory(name))).json).toMatchObject({ rows: [{}, {}] });
});

test("a registry SHOULD ignore parameters of the Content-Type, and MUST NOT return any", async () => {
  const image = imageToPush("parameters");
  expect((await push("parameters", "1", image, `${OCI_MANIFEST}; charset=utf-8`)).status).toBe(201);
  expect((await call("GET", "/v2/parameters/manifests/1")).headers["content-type"]).toBe(OCI_MANIFEST);
});

test("Docker's types (schema 2) are kept unchanged", async () => {
  const mediaTypes = { manifest: DOCKER_MANIFEST, config: DOCKER_CONFIG, layer: DOCKER_LAYER_GZIP };
  const image = imageToPush("docker", { mediaTypes });
  expect((await push("docker", "1", image, DOCKER_MANIFEST)).status).toBe(201);
  const back = await call("GET", "/v2/docker/manifests/1");
  expect([back.headers["content-type"], back.bytes]).toEqual([DOCKER_MANIFEST, image.manifest]);
  expect(stored("localhost:8080/docker:1")?.id).toBe(image.id);
});

test("uncompressed layers are accepted unchanged", async () => {
  const tar = tarOf("plain", "plain");
  const compressed = imageToPush("plain", { layers: [tar] });
  const manifest = Buffer.from(
    JSON.stringify({ ...JSON.parse(compressed.manifest.toString()), layers: [descriptorOf(tar, OCI_LAYER)] }),
  );
  const image: PushedImage = { ...compressed, layers: [tar], manifest };
  expect((await push("plain", "1", image)).status).toBe(201);
  expect(stored("localhost:8080/plain:1")?.layers).toEqual([{ diffId: digestOf(tar), size: tar.length }]);
});

test("a tag moves to the manifest that was pushed last, and the one before can be pulled by its digest", async () => {
  const [one, two] = [imageToPush("one"), imageToPush("two")];
  await push("moved", "latest", one);
  await push("moved", "latest", two);
  expect((await call("GET", "/v2/moved/manifests/latest")).bytes).toEqual(two.manifest);
  expect((await call("GET", `/v2/moved/manifests/${one.digest}`)).bytes).toEqual(one.manifest);
  expect(stored("localhost:8080/moved")?.id).toBe(two.id);
});

test("what was pushed under one name of this machine can be pulled under the others", async () => {
  const image = imageToPush("spelled");
  await push("spelled", "1", image);
  for (const host of ["127.0.0.1:8080", "[::1]:8080", "LOCALHOST:8080", "strata.localhost:1234"]) {
    expect((await call("GET", "/v2/spelled/manifests/1", { headers: { host } })).bytes).toEqual(image.manifest);
  }
});

test("a name that a build takes over is pulled as built; a name that is removed is gone", async () => {
  await push("over", "1", imageToPush("over"));
  const built = build("localhost:8080/over:1");
  const digest = async () => (await call("GET", "/v2/over/manifests/1")).headers["docker-content-digest"];
  expect(await digest()).toBe(built.manifestDigest);
  await call("DELETE", routes.image("localhost:8080/over:1"));
  expect(await digest()).toBeUndefined();
});

test("pushing back an image that was built here keeps the record of its build", async () => {
  const built = build("known:1");
  const tar = registry.test.services.blobs.readAll(built.layers[0]?.diffId ?? built.id);
  const layer = gzipSync(tar);
  const manifest = Buffer.from(
    JSON.stringify({ ...built.manifest, layers: [descriptorOf(layer, "application/vnd.oci.image.layer.v1.tar+gzip")] }),
  );
  const image = { config: built.configBytes, layers: [layer], manifest, digest: digestOf(manifest), id: built.id };
  expect((await push("again", "1", image)).status).toBe(201);
  expect(stored("localhost:8080/again:1")).toMatchObject({
    id: built.id,
    built: true,
    manifestDigest: built.manifestDigest,
  });
  expect((await call("GET", "/v2/again/manifests/1")).bytes).toEqual(manifest);
});

test("a manifest with missing blobs is refused, with an error for each", async () => {
  const image = imageToPush("missing", { layers: [tarOf("a", "1"), tarOf("b", "2")] });
  await pushBlob("missing", image.config);
  const answer = await pushManifest("missing", "1", image.manifest);
  expect([answer.status, codesOf(answer)]).toEqual([404, ["MANIFEST_BLOB_UNKNOWN", "MANIFEST_BLOB_UNKNOWN"]]);
  expect(answer.json).toMatchObject({ errors: image.layers.map((layer) => ({ detail: { digest: digestOf(layer) } })) });
  expect((await call("GET", "/v2/missing/manifests/1")).status).toBe(404);
});

test("a manifest by digest MUST have that digest", async () => {
  const image = imageToPush("digest");
  const answer = await push("digest", digestOf("other"), image);
  expect([answer.status, codesOf(answer)]).toEqual([400, ["DIGEST_INVALID"]]);
  expect((await pushManifest("digest", image.digest, image.manifest)).status).toBe(201);
  // Without a tag, it is not an image of the workspace.
  expect(stored(image.id)).toBeUndefined();
});

test("a registry SHOULD answer 413 to a manifest over its limit, and MUST accept one of 4 MB", async () => {
  const large = imageToPush("large", { fields: { annotations: { text: "x".repeat(4 * 1024 * 1024 - 2000) } } });
  expect((await push("large", large.digest, large)).status).toBe(201);
  const over = imageToPush("over", { fields: { annotations: { text: "x".repeat(4 * 1024 * 1024) } } });
  const answer = await push("large", over.digest, over);
  expect([answer.status, codesOf(answer)]).toEqual([413, ["MANIFEST_INVALID"]]);
});

test("a manifest with a subject MUST be accepted, even if that is unknown, and answered with OCI-Subject", async () => {
  const subject = descriptorOf(Buffer.from("nobody knows it"), OCI_MANIFEST);
  const image = imageToPush("signature", { fields: { subject, artifactType: "application/x-signature" } });
  const answer = await push("subject", image.digest, image);
  expect([answer.status, answer.headers["oci-subject"]]).toEqual([201, subject.digest]);
});

test("an index MUST be kept unchanged, and the image for this machine becomes the workspace's", async () => {
  const images = ["arm64", "amd64", "s390x"].map((architecture) => ({
    architecture,
    image: imageToPush(architecture, { config: { architecture } }),
  }));
  for (const { image } of images) expect((await push("multi", image.digest, image)).status).toBe(201);
  const manifests = images.map(({ architecture, image }) => ({
    ...descriptorOf(image.manifest, OCI_MANIFEST),
    platform: { os: "linux", architecture },
  }));
  for (const mediaType of [OCI_INDEX, DOCKER_INDEX]) {
    const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, manifests }, undefined, 1));
    expect((await pushManifest("multi", "1", index, mediaType)).status).toBe(201);
    const back = await call("GET", "/v2/multi/manifests/1");
    expect([back.headers["content-type"], back.bytes]).toEqual([mediaType, index]);
    const host = { x64: "amd64", arm64: "arm64" }[process.arch as "x64" | "arm64"];
    expect(stored("localhost:8080/multi:1")?.platform).toBe(`linux/${host}`);
  }
});

test("an attestation beside an image in an index is kept, and the image is the workspace's", async () => {
  const image = imageToPush("attested");
  const mediaTypes = { manifest: OCI_MANIFEST, config: OCI_CONFIG, layer: "application/vnd.in-toto+json" };
  const attestation = imageToPush("attestation", { mediaTypes, layers: [Buffer.from("{}")] });
  for (const each of [attestation, image]) expect((await push("attested", each.digest, each)).status).toBe(201);
  const manifests = [
    { ...descriptorOf(attestation.manifest, OCI_MANIFEST), platform: { os: "unknown", architecture: "unknown" } },
    { ...descriptorOf(image.manifest, OCI_MANIFEST), platform: { os: "linux", architecture: "s390x" } },
  ];
  const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests }));
  expect((await pushManifest("attested", "1", index, OCI_INDEX)).status).toBe(201);
  expect(stored("localhost:8080/attested:1")?.id).toBe(image.id);
  expect((await call("GET", `/v2/attested/manifests/${attestation.digest}`)).bytes).toEqual(attestation.manifest);
});

test("an index with missing manifests is refused", async () => {
  const manifests = [descriptorOf(Buffer.from("missing"), OCI_MANIFEST)];
  const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests }));
  expect(codesOf(await pushManifest("half", "1", index, OCI_INDEX))).toEqual(["MANIFEST_BLOB_UNKNOWN"]);
});

test("an artifact of any type MUST be accepted, and is not an image of the workspace", async () => {
  const mediaTypes = { manifest: OCI_MANIFEST, config: "application/vnd.oci.empty.v1+json", layer: "text/x-anything" };
  const artifact = imageToPush("artifact", {
    mediaTypes,
    fields: { artifactType: "application/x-chart", unknown: { field: 1 } },
  });
  expect((await push("artifact", "1", artifact)).status).toBe(201);
  expect((await call("GET", "/v2/artifact/manifests/1")).bytes).toEqual(artifact.manifest);
  expect(stored("localhost:8080/artifact:1")).toBeUndefined();
  expect(stored(artifact.id)).toBeUndefined();
});

test("an artifact that borrows an image's types, with a configuration without layers, is not one either", async () => {
  const artifact = imageToPush("borrowed", { config: { rootfs: { type: "layers", diff_ids: [] } } });
  expect((await push("borrowed", "1", artifact)).status).toBe(201);
  expect(stored(artifact.id)).toBeUndefined();
});

const wrongDigest: Digest = digestOf("something else");
test.each([
  ["is no JSON", OCI_MANIFEST, "{"],
  ["is no object", OCI_MANIFEST, "[]"],
  ["has Docker's old format", OCI_MANIFEST, JSON.stringify({ schemaVersion: 1 })],
  [
    "has another type than its Content-Type",
    OCI_MANIFEST,
    JSON.stringify({
      schemaVersion: 2,
      mediaType: DOCKER_MANIFEST,
      config: descriptorOf(Buffer.from("x"), "x"),
      layers: [],
    }),
  ],
  ["is an index with a manifest's type", OCI_MANIFEST, JSON.stringify({ schemaVersion: 2, manifests: [] })],
  [
    "names a digest of another kind",
    OCI_MANIFEST,
    JSON.stringify({
      schemaVersion: 2,
      config: { ...descriptorOf(Buffer.from("x"), "x"), digest: "md5:x" },
      layers: [],
    }),
  ],
  [
    "has an invalid subject",
    OCI_MANIFEST,
    JSON.stringify({
      schemaVersion: 2,
      config: descriptorOf(Buffer.from("x"), "x"),
      layers: [],
      subject: { digest: "x" },
    }),
  ],
  ["has a type that is no manifest's", "text/html", JSON.stringify({ schemaVersion: 2 })],
])("a manifest that %s is refused with MANIFEST_INVALID", async (_what, mediaType, text) => {
  const answer = await pushManifest("invalid", "1", Buffer.from(text), mediaType);
  expect([answer.status, codesOf(answer)]).toEqual([400, ["MANIFEST_INVALID"]]);
});

test("a wrong size of a blob in the manifest is refused", async () => {
  const image = imageToPush("size");
  const text = image.manifest.toString().replace(`"size": ${image.config.length}`, '"size": 1');
  const answer = await push("size", "1", { ...image, manifest: Buffer.from(text) });
  expect([answer.status, codesOf(answer)]).toEqual([400, ["SIZE_INVALID"]]);
});

test.each([
  ["whose layer has another diff ID", { config: { rootfs: { type: "layers" as const, diff_ids: [wrongDigest] } } }],
  [
    "with more diff IDs than layers",
    { config: { rootfs: { type: "layers" as const, diff_ids: [wrongDigest, wrongDigest] } } },
  ],
  ["whose layer is no tar", { layers: [Buffer.alloc(2048, "x")] }],
])("an image %s is refused with MANIFEST_INVALID", async (what, options) => {
  const image = imageToPush(what, options);
  const answer = await push("unfit", "1", image);
  expect([answer.status, codesOf(answer)]).toEqual([400, ["MANIFEST_INVALID"]]);
  expect((await call("GET", "/v2/unfit/manifests/1")).status).toBe(404);
  expect(stored(image.id)).toBeUndefined();
});
