import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { problemOf } from "#server/oci/distribution/pullFixture.ts";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { blobMember, loader, type Member, tarOfMembers } from "./archiveFixture.ts";

const LAYER = tarOfMembers(["hello", "hello"]);
const PACKED = gzipSync(LAYER);
const CONFIG = encodeImageConfig({
  os: "linux",
  architecture: "amd64",
  rootfs: { type: "layers", diff_ids: [digestOf(LAYER)] },
});
const OCI = "application/vnd.oci.image";

/** A layout of a manifest with one layer of this type, and these blobs. */
function layoutOf(layerType: string, part: object, ...blobs: readonly Buffer[]): Buffer {
  const named = (mediaType: string, bytes: Buffer) => ({ mediaType, digest: digestOf(bytes), size: bytes.length });
  const manifest = Buffer.from(
    JSON.stringify({
      ...{ schemaVersion: 2, mediaType: `${OCI}.manifest.v1+json` },
      ...{ config: named(`${OCI}.config.v1+json`, CONFIG), layers: [named(layerType, PACKED)] },
      ...part,
    }),
  );
  const list = { schemaVersion: 2, manifests: [named(`${OCI}.manifest.v1+json`, manifest)] };
  const top: Member = ["index.json", JSON.stringify(list)];
  return tarOfMembers(top, ...[CONFIG, manifest, ...blobs].map(blobMember));
}

it("an archive without a layer that may not be distributed says so, and with it is loaded", async () => {
  for (const type of [
    "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
    `${OCI}.layer.nondistributable.v1.tar+gzip`,
  ]) {
    const { detail, next } = await problemOf(loader().load(layoutOf(type, {})));
    expect([detail, next].join(" ")).toMatch(/may not be distributed, and was left out\. .*could be fetched/);
    expect(await loader().load(layoutOf(type, {}, PACKED))).toEqual([{ id: digestOf(CONFIG), names: [] }]);
  }
});

it("a chart or a signature is named as the artifact that it is", async () => {
  const empty = Buffer.from("{}");
  const configOf = (mediaType: string) => ({ config: { mediaType, digest: digestOf(empty), size: 2 } });
  const helm = "application/vnd.cncf.helm.config.v1+json";
  for (const [part, type] of [
    [{ artifactType: "x.signature", ...configOf("application/vnd.oci.empty.v1+json") }, "x.signature"],
    [configOf(helm), helm],
  ] as const) {
    const { detail } = await problemOf(loader().load(layoutOf(`${OCI}.layer.v1.tar+gzip`, part, empty, PACKED)));
    expect(detail).toContain(`an artifact of the type "${type}"`);
  }
});

it("a file that is no tar, and a root file system, say what can be loaded", async () => {
  const zip = await problemOf(loader().load(Buffer.from(`PK\x03\x04${"x".repeat(2000)}`)));
  expect([zip.detail, zip.next].join(" ")).toMatch(/^The file is not a tar archive\. .*docker save/);
  expect((await problemOf(loader().load(LAYER))).next).toContain("docker import");
});
