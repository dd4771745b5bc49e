import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { imageFieldsSchema } from "#contract/imageFields.ts";
import { routes } from "#contract/routes.ts";
import { tarOf } from "#server/oci/distribution/pullFixture.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { OCI_INDEX, OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import { type MadeImage, madeImage, madeIndex } from "#server/oci/store/receivedFixture.ts";
import { temporaryFolder } from "#server/oci/store/storeFixture.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { codesOf, descriptorOf, sharedRegistry } from "./registryFixture.ts";

const run = promisify(execFile);
const hasSkopeo = await run("skopeo", ["--version"]).then(
  () => true,
  () => false,
);
if (!hasSkopeo) process.stderr.write("SKIPPED: skopeo is not installed: no push of an index by it\n");

describe("an index with attestations that is pushed to the server's own registry", () => {
  const registry = sharedRegistry();
  const { call, pushBlob, pushManifest } = registry;
  const services = () => registry.test.services;
  const stored = (name: string) => services().images.get(DEFAULT_OWNER, name);
  const isHere = async (url: string) => (await call("HEAD", url)).status === 200;

  /** Images that no other test has. */
  const imagesOf = (note: string): readonly [MadeImage, MadeImage] => [
    madeImage("amd64", tarOf(`${note} amd`, note)),
    madeImage("arm64", tarOf(`${note} arm`, note)),
  ];

  async function pushIndex(repository: string, images: readonly MadeImage[], reference = "1") {
    for (const { blobs, manifest, attestation } of images) {
      for (const blob of blobs) await pushBlob(repository, blob);
      for (const bytes of [manifest, attestation]) {
        expect((await pushManifest(repository, digestOf(bytes), bytes)).status).toBe(201);
      }
    }
    const entries = [...images.map(({ entry }) => entry), ...images.map(({ attestationEntry }) => attestationEntry)];
    const index = madeIndex(...entries);
    expect((await pushManifest(repository, reference, index, OCI_INDEX)).status).toBe(201);
    return index;
  }

  it("is one image of the workspace with all its platforms, and is served and archived byte for byte", async () => {
    const images = imagesOf("whole");
    const index = await pushIndex("whole", images);
    const image = stored("localhost:8080/whole:1");
    expect(image?.platforms?.map(({ platform }) => platform)).toEqual(["linux/amd64", "linux/arm64"]);
    expect((await call("GET", "/v2/whole/manifests/1")).bytes).toEqual(index);
    const { bytes } = await call("GET", routes.imageArchive(image?.id ?? ""));
    for (const blob of [index, ...images.flatMap(({ blobs }) => blobs)]) expect(bytes.includes(blob)).toBe(true);
  });

  it("has the attestations of each platform in the inspect view", async () => {
    await pushIndex("stated", imagesOf("stated"));
    for (const { id, platform } of stored("localhost:8080/stated:1")?.platforms ?? []) {
      const fields = imageFieldsSchema.parse((await call("GET", routes.imageFields(id))).json);
      const predicate = { architecture: platform.slice("linux/".length) };
      expect(fields.attestations).toMatchObject([
        { predicateType: "https://slsa.dev/provenance/v1", json: { predicate } },
      ]);
    }
  });

  it("is served the same under another name that a person gives it", async () => {
    const index = await pushIndex("first", imagesOf("renamed"));
    services().images.tag(DEFAULT_OWNER, "localhost:8080/first:1", "second:1");
    const { bytes, headers } = await call("GET", "/v2/second/manifests/1");
    expect([bytes, headers["content-type"]]).toEqual([index, OCI_INDEX]);
  });

  it("keeps what it needs when a part is deleted, and goes with its tag or its digest", async () => {
    const images = imagesOf("deleted");
    const index = await pushIndex("deleted", images);
    const [{ manifest, attestation }] = images;
    for (const part of [manifest, attestation]) {
      expect(codesOf(await call("DELETE", `/v2/deleted/manifests/${digestOf(part)}`))).toEqual(["UNSUPPORTED"]);
    }
    expect((await call("DELETE", `/v2/deleted/manifests/${digestOf(index)}`)).status).toBe(202);
    expect(stored("localhost:8080/deleted:1")).toBeUndefined();
    await pushIndex("deleted", images, "2");
    expect((await call("DELETE", "/v2/deleted/manifests/2")).status).toBe(202);
    expect(stored("localhost:8080/deleted:2")).toBeUndefined();
  });

  it("keeps all its blobs in a sweep, and frees them after its tag", async () => {
    const { images: store, registry: served, blobs } = services();
    const images = imagesOf("swept");
    const index = await pushIndex("swept", images);
    // The other tests have the same attestations.
    const own = images.flatMap(({ blobs: [config, layer, manifest] }) => [config, layer, manifest]);
    const digests = [index, ...own].map((bytes) => digestOf(bytes ?? ""));
    const sweep = async () => {
      served.forgetOrphans(Date.now() + 1);
      await store.collectGarbage(served.keptBlobs(), { minAgeMs: 0 });
      return digests.filter((digest) => blobs.has(digest)).length;
    };
    expect(await sweep()).toBe(digests.length);
    await call("DELETE", "/v2/swept/manifests/1");
    expect(await sweep()).toBe(0);
  });

  it("has referrers: what is pushed with it as a subject is found, and told with OCI-Subject", async () => {
    const index = await pushIndex("signed", imagesOf("signed"));
    const subject = digestOf(index);
    const config = Buffer.from("{}");
    await pushBlob("signed", config);
    const artifactType = "application/vnd.dev.cosign.artifact.sig.v1+json";
    const signature = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: OCI_MANIFEST,
        artifactType,
        config: descriptorOf(config, "application/vnd.oci.empty.v1+json"),
        layers: [],
        subject: { mediaType: OCI_INDEX, digest: subject, size: index.length },
      }),
    );
    const pushed = await pushManifest("signed", digestOf(signature), signature);
    expect([pushed.status, pushed.headers["oci-subject"]]).toEqual([201, subject]);
    const { json } = await call("GET", `/v2/signed/referrers/${subject}`);
    expect(json).toMatchObject({ manifests: [{ digest: digestOf(signature), artifactType }] });
  });

  it.skipIf(!hasSkopeo)("is pushed and pulled by skopeo --all with the same digests", async () => {
    const index = await pushIndex("skopeo", imagesOf("skopeo"));
    const { host } = new URL(await registry.test.app.listen({ host: "127.0.0.1", port: 0 }));
    const folder = `dir:${join(temporaryFolder(), "image")}`;
    const copy = ["copy", "--all", "--preserve-digests", "--src-tls-verify=false", "--dest-tls-verify=false"];
    await run("skopeo", [...copy, `docker://${host}/skopeo:1`, folder]);
    await run("skopeo", [...copy, folder, `docker://${host}/skopeo-again:1`]);
    const { stdout } = await run("skopeo", [
      "inspect",
      "--raw",
      "--tls-verify=false",
      `docker://${host}/skopeo-again:1`,
    ]);
    expect(stdout).toBe(index.toString());
    expect(stored(`${host}/skopeo-again:1`)?.platforms).toHaveLength(2);
    expect(await isHere(`/v2/skopeo-again/manifests/${digestOf(index)}`)).toBe(true);
  });
});
