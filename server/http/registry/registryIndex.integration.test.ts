import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import type { Digest } from "#contract/names/digest.ts";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import { storedIndex } from "#server/oci/store/imageDocuments.ts";
import { otherImages } from "#server/oci/store/imageIndex.ts";
import { OCI_INDEX, OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { putLayer, temporaryFolder } from "#server/oci/store/storeFixture.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { codesOf, sharedRegistry } from "./registryFixture.ts";

const run = promisify(execFile);
const hasSkopeo = await run("skopeo", ["--version"]).then(
  () => true,
  () => false,
);
if (!hasSkopeo) process.stderr.write("SKIPPED: skopeo is not installed: no skopeo copy --all\n");

describe("an index of the workspace in the server's own registry", () => {
  const registry = sharedRegistry();
  const { call } = registry;
  let image: StoredImage;
  let other: StoredImage;
  let index: Digest;

  beforeAll(() => {
    const { blobs, images } = registry.test.services;
    const imageFor = (architecture: string, tags: readonly string[]) => {
      const layer = putLayer(blobs, { "platform.txt": architecture });
      const config = encodeImageConfig({ architecture, os: "linux", rootfs: { type: "layers", diff_ids: [layer] } });
      return { workspace: DEFAULT_OWNER, config, layers: [layer], tags };
    };
    image = images.put({ ...imageFor("amd64", ["app:1"]), others: [imageFor("arm64", [])] });
    other = otherImages(images, image)[0] ?? image;
    index = storedIndex(images, image)?.digest ?? image.id;
  });

  it("is what its tag names, and is found by its digest, with the manifests and blobs of each platform", async () => {
    for (const reference of ["1", index]) {
      const { status, headers } = await call("GET", `/v2/app/manifests/${reference}`);
      expect([status, headers["docker-content-digest"], headers["content-type"]]).toEqual([200, index, OCI_INDEX]);
    }
    for (const { id, manifestDigest, layers } of [image, other]) {
      const { status, headers } = await call("GET", `/v2/app/manifests/${manifestDigest}`);
      expect([status, headers["content-type"]]).toEqual([200, OCI_MANIFEST]);
      for (const digest of [id, ...layers.map(({ diffId }) => diffId)]) {
        expect((await call("HEAD", `/v2/app/blobs/${digest}`)).status).toBe(200);
      }
    }
  });

  it("keeps a manifest that it needs, and goes with all of them", async () => {
    const { images } = registry.test.services;
    images.tag(DEFAULT_OWNER, image.id, "gone:1");
    const refused = await call("DELETE", `/v2/app/manifests/${other.manifestDigest}`);
    expect(codesOf(refused)).toEqual(["UNSUPPORTED"]);
    expect((await call("DELETE", `/v2/gone/manifests/${index}`)).status).toBe(202);
    expect(images.get(DEFAULT_OWNER, "gone:1")).toBeUndefined();
    expect((await call("HEAD", "/v2/app/manifests/1")).status).toBe(200);
  });

  it.skipIf(!hasSkopeo)("is copied out by skopeo and back in with all its images, bytes unchanged", async () => {
    const url = await registry.test.app.listen({ host: "127.0.0.1", port: 0 });
    const { host } = new URL(url);
    const folder = `dir:${join(temporaryFolder(), "image")}`;
    const copy = ["copy", "--all", "--preserve-digests", "--src-tls-verify=false", "--dest-tls-verify=false"];
    await run("skopeo", [...copy, `docker://${host}/app:1`, folder]);
    await run("skopeo", [...copy, folder, `docker://${host}/copied/app:2`]);
    const raw = ["inspect", "--raw", "--tls-verify=false"];
    const { stdout } = await run("skopeo", [...raw, `docker://${host}/copied/app:2`]);
    const { images } = registry.test.services;
    expect(stdout).toBe(storedIndex(images, images.require(DEFAULT_OWNER, "app:1"))?.bytes.toString());
    for (const { manifestDigest } of [image, other]) {
      await run("skopeo", [...raw, `docker://${host}/copied/app@${manifestDigest}`]);
    }
  });
});
