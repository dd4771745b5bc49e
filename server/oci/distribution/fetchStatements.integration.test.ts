import { expect, test } from "vitest";
import type { Descriptor } from "#contract/image.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import { EVERYBODY, receivedDocuments } from "#server/oci/store/receivedDocuments.ts";
import { puller, tarOf } from "./pullFixture.ts";
import { startRegistry, type TestRegistry } from "./registryFixture.ts";

const SPDX = "https://spdx.dev/Document";
const STATEMENT = JSON.stringify({ predicateType: SPDX, predicate: { packages: [] } });

/** An image with an SBOM in its index, as buildx pushes it. */
function putStated(registry: TestRegistry, name: string): Descriptor {
  const { descriptor } = registry.putImage(`${name}:plain`, { layers: [tarOf("a", "1")] });
  const blob = { mediaType: "application/vnd.in-toto+json", digest: digestOf(STATEMENT), size: STATEMENT.length };
  registry.blobs.set(blob.digest, Buffer.from(STATEMENT));
  const bytes = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      config: { mediaType: "application/vnd.oci.image.config.v1+json", digest: digestOf("{}"), size: 2 },
      layers: [{ ...blob, annotations: { "in-toto.io/predicate-type": SPDX } }],
    }),
  );
  registry.manifests.set(`${name}@${digestOf(bytes)}`, { type: OCI_MANIFEST, bytes });
  const attestation = {
    mediaType: OCI_MANIFEST,
    digest: digestOf(bytes),
    size: bytes.length,
    platform: { os: "unknown", architecture: "unknown" },
    annotations: {
      "vnd.docker.reference.type": "attestation-manifest",
      "vnd.docker.reference.digest": descriptor.digest,
    },
  };
  registry.putIndex(`${name}:latest`, [descriptor, attestation]);
  return descriptor;
}

test("a pull keeps the index, the manifest, and the attestations of its image", async () => {
  const registry = await startRegistry();
  const { digest } = putStated(registry, "team/stated");
  const { store, pull } = puller();
  const { id } = await pull("team/stated", { mirrors: [registry.url] });
  const received = receivedDocuments(store.blobs, id, EVERYBODY);
  expect(digestOf(received?.manifest ?? "")).toBe(digest);
  expect(received?.index).toContain("attestation-manifest");
  expect(received?.statements).toEqual([
    { digest: digestOf(STATEMENT), size: STATEMENT.length, predicateType: SPDX, text: STATEMENT },
  ]);
});

test("an attestation that the registry does not have fails no pull", async () => {
  const registry = await startRegistry();
  putStated(registry, "team/stated");
  registry.blobs.delete(digestOf(STATEMENT));
  const { store, pull } = puller();
  const { id } = await pull("team/stated", { mirrors: [registry.url] });
  expect(receivedDocuments(store.blobs, id, EVERYBODY)?.statements).toEqual([]);
});
