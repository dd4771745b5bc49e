import { expect, test } from "vitest";
import type { Digest } from "#contract/names/digest.ts";
import { loader, tarOfMembers } from "#server/oci/archive/archiveFixture.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { keepReceived, MAX_STATEMENT } from "#server/oci/store/receivedDocuments.ts";
import { newImage, putLayer, temporaryStore } from "#server/oci/store/storeFixture.ts";
import { imageFields } from "./imageFields.ts";
import { InspectedImages } from "./inspectedImages.ts";

const SLSA = "https://slsa.dev/provenance/v0.2";

/** What buildx writes with `--provenance` and `--sbom`, of an image without layers. */
function archiveWithStatements(statement: string): Buffer {
  const blobs = new Map<string, string>();
  const blob = (mediaType: string, text: string, annotations: Record<string, string> = {}) => {
    blobs.set(digestOf(text), text);
    return { mediaType, digest: digestOf(text), size: Buffer.byteLength(text), annotations };
  };
  const type = (name: string) => `application/vnd.oci.image.${name}.v1+json`;
  const config = { architecture: "amd64", os: "linux", rootfs: { type: "layers", diff_ids: [] } };
  const manifest = (layers: unknown[], of: object) =>
    JSON.stringify({
      schemaVersion: 2,
      mediaType: type("manifest"),
      config: blob(type("config"), JSON.stringify(of)),
      layers,
    });
  const image = blob(type("manifest"), manifest([], config));
  const statements = [blob("application/vnd.in-toto+json", statement, { "in-toto.io/predicate-type": SLSA })];
  const attestation = blob(
    type("manifest"),
    manifest(statements, { ...config, os: "unknown", architecture: "unknown" }),
    {
      "vnd.docker.reference.type": "attestation-manifest",
      "vnd.docker.reference.digest": image.digest,
    },
  );
  const platforms = [
    { ...image, platform: { os: "linux", architecture: "amd64" } },
    { ...attestation, platform: { os: "unknown", architecture: "unknown" } },
  ];
  const index = blob(
    type("index"),
    JSON.stringify({ schemaVersion: 2, mediaType: type("index"), manifests: platforms }),
  );
  const top = {
    schemaVersion: 2,
    manifests: [{ ...index, annotations: { "io.containerd.image.name": "docker.io/library/stated:1" } }],
  };
  const files = [...blobs].map(([digest, text]) => [`blobs/sha256/${digest.replace("sha256:", "")}`, text] as const);
  return tarOfMembers(["index.json", JSON.stringify(top)], ...files);
}

function fieldsOf({ images }: ReturnType<typeof loader>, workspace: string, id: Digest) {
  const image = images.require(workspace, id);
  return imageFields(images, image, new InspectedImages(images).open(workspace, id));
}

test("the attestations, the index, and the manifest of an archive are kept with its image", async () => {
  const into = loader();
  const [loaded] = await into.load(archiveWithStatements(JSON.stringify({ predicateType: SLSA, predicate: { a: 1 } })));
  if (loaded === undefined) throw new Error("an image was loaded");
  const fields = fieldsOf(into, "w", loaded.id);
  expect(fields.attestations).toMatchObject([{ predicateType: SLSA, json: { predicate: { a: 1 } } }]);
  expect(fields.received?.index?.json).toMatchObject({ manifests: [{}, { platform: { os: "unknown" } }] });
  expect(fields.received?.manifest?.json).toMatchObject({ config: { digest: loaded.id } });
});

test.each([
  ["is no JSON", "<script>"],
  ["is too large", JSON.stringify("x".repeat(MAX_STATEMENT))],
])("an attestation that %s is named without its content", async (_, statement) => {
  const into = loader();
  const [loaded] = await into.load(archiveWithStatements(statement));
  if (loaded === undefined) throw new Error("an image was loaded");
  const [attestation] = fieldsOf(into, "w", loaded.id).attestations;
  expect(attestation).toEqual({ digest: digestOf(statement), size: Buffer.byteLength(statement), predicateType: SLSA });
});

test("what an image came with to one owner is not shown to another who has the same", () => {
  const { blobs, images } = temporaryStore();
  const layer = putLayer(blobs, { a: "b" });
  const image = images.put(newImage([layer], ["a:1"]));
  images.put({ ...newImage([layer], ["a:1"]), workspace: "other" });
  keepReceived(blobs, image.id, "w", { manifest: "{}", statements: [] });
  const receivedBy = (workspace: string) =>
    imageFields(images, images.require(workspace, image.id), new InspectedImages(images).open(workspace, image.id))
      .received;
  expect(receivedBy("w")).toBeDefined();
  expect(receivedBy("other")).toBeUndefined();
});

test("an image of an older data folder, without any of this, has its own documents", () => {
  const { blobs, images } = temporaryStore();
  const image = images.put(newImage([putLayer(blobs, { a: "b" })], ["a:1"]));
  const fields = imageFields(images, image, new InspectedImages(images).open("w", image.id));
  expect(fields).toMatchObject({
    attestations: [],
    manifest: { digest: image.manifestDigest },
    config: { digest: image.id },
  });
  expect(fields.received).toBeUndefined();
  expect(fields.containerd.id).toBe(image.manifestDigest);
});
