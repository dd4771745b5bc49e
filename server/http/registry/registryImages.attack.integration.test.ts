import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { routes } from "#contract/routes.ts";
import { tarOf } from "#server/oci/distribution/pullFixture.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { OCI_INDEX } from "#server/oci/store/mediaTypes.ts";
import { TAR_END, tarHeader } from "#server/oci/tar/tarWriter.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { codesOf, descriptorOf, imageToPush, sharedRegistry } from "./registryFixture.ts";

const registry = sharedRegistry();
const { call, build, push, pushBlob, pushManifest } = registry;
const stored = (ref: string) => registry.test.services.images.get(DEFAULT_OWNER, ref);

describe("attacks with images", () => {
  const zeros = Buffer.alloc(12_000_000);
  const bombTar = Buffer.concat([
    tarHeader({ path: "zeros", type: "file", mode: 0o644, uid: 0, gid: 0, size: zeros.length, mtime: 0 }),
    zeros,
    TAR_END,
  ]);

  it.each([
    ["gzip", gzipSync(bombTar)],
    ["zstd", zstdCompressSync(bombTar)],
  ])(
    "a layer that unpacks to more than the limit (%s) is refused with 413, and no byte of it stays",
    async (kind, layer) => {
      const image = imageToPush(`bomb ${kind}`, { layers: [bombTar] });
      const manifest = Buffer.from(
        JSON.stringify({
          ...JSON.parse(image.manifest.toString()),
          layers: [descriptorOf(layer, "application/vnd.oci.image.layer.v1.tar+gzip")],
        }),
      );
      const answer = await push("bomb", kind, { ...image, layers: [layer], manifest });
      expect([answer.status, codesOf(answer)]).toEqual([413, ["SIZE_INVALID"]]);
      expect(registry.test.services.blobs.has(digestOf(bombTar))).toBe(false);
      expect(stored(image.id)).toBeUndefined();
    },
  );

  it.each([
    ["climbs out of the root", tarOf("../../etc/passwd", "x")],
    ["is cut off", tarOf("file", "x".repeat(2000)).subarray(0, 1200)],
    ["is not a tar", Buffer.alloc(4096, 7)],
  ])("a layer that %s is refused", async (what, layer) => {
    const image = imageToPush(what, { layers: [layer] });
    const answer = await push("layer", "1", image);
    expect([answer.status, codesOf(answer)]).toEqual([400, ["MANIFEST_INVALID"]]);
    expect(stored(image.id)).toBeUndefined();
  });

  it("a compressed layer with its own digest as its diff ID is refused", async () => {
    const layer = gzipSync(tarOf("file", "x"));
    const image = imageToPush("passes", {
      layers: [tarOf("file", "x")],
      config: { rootfs: { type: "layers", diff_ids: [digestOf(layer)] } },
    });
    const answer = await push("passes", "1", image);
    expect([answer.status, codesOf(answer)]).toEqual([400, ["MANIFEST_INVALID"]]);
  });

  it("a layer known from another image is not accepted for another diff ID", async () => {
    const good = imageToPush("good", { layers: [tarOf("file", "known")] });
    await push("claims", "good", good);
    const other = build("victim:1", { secret: "x" }).layers[0]?.diffId ?? good.id;
    const liar = imageToPush("liar", {
      layers: [tarOf("file", "known")],
      config: { rootfs: { type: "layers", diff_ids: [other] } },
    });
    expect(codesOf(await push("claims", "liar", liar))).toEqual(["MANIFEST_INVALID"]);
    expect(stored(liar.id)).toBeUndefined();
  });

  it("more layers than the limit are refused before any is unpacked", async () => {
    const layer = tarOf("file", "many");
    const image = imageToPush("many", { layers: Array.from({ length: 300 }, () => layer) });
    await pushBlob("many", image.config);
    await pushBlob("many", image.layers[0] ?? Buffer.alloc(0));
    expect((await pushManifest("many", "1", image.manifest)).status).toBe(413);
  });

  it.each([
    ["arrays", `${"[".repeat(400_000)}${"]".repeat(400_000)}`],
    ["objects", `${'{"a":'.repeat(300_000)}1${"}".repeat(300_000)}`],
    ["arrays inside a manifest", `{"schemaVersion":2,"annotations":${"[".repeat(400_000)}${"]".repeat(400_000)}}`],
  ])("JSON of very deep %s is refused, and others are answered meanwhile", async (_what, text) => {
    const answer = pushManifest("deep", "1", Buffer.from(text));
    expect((await call("GET", "/v2/")).status).toBe(200);
    expect(codesOf(await answer)).toEqual(["MANIFEST_INVALID"]);
  });

  it("a configuration of deeply nested JSON makes no image", async () => {
    const config = Buffer.from(`{"rootfs":${"[".repeat(400_000)}${"]".repeat(400_000)}}`);
    const image = imageToPush("deep config");
    const manifest = Buffer.from(
      JSON.stringify({
        ...JSON.parse(image.manifest.toString()),
        config: descriptorOf(config, "application/vnd.oci.image.config.v1+json"),
      }),
    );
    expect((await push("deep", "config", { ...image, config, manifest })).status).toBe(201);
    expect(stored("localhost:8080/deep:config")).toBeUndefined();
    expect((await call("GET", routes.images())).status).toBe(200);
  });

  it("an index that names itself, and a cycle of indexes, terminate", async () => {
    const inner = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [] }));
    await pushManifest("ring", digestOf(inner), inner, OCI_INDEX);
    let last = inner;
    for (let depth = 0; depth < 20; depth += 1) {
      const manifests = Array.from({ length: 50 }, () => descriptorOf(last, OCI_INDEX));
      last = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests }));
      expect((await pushManifest("ring", depth === 19 ? "1" : digestOf(last), last, OCI_INDEX)).status).toBe(201);
    }
    expect((await call("GET", "/v2/ring/manifests/1")).bytes).toEqual(last);
  });

  it("a manifest can't use blobs of another repository by knowing their digests", async () => {
    const secret = imageToPush("secret", { layers: [tarOf("secret", "x")] });
    await push("private", "1", secret);
    const answer = await pushManifest("thief", "1", secret.manifest);
    expect(codesOf(answer)).toEqual(["MANIFEST_BLOB_UNKNOWN", "MANIFEST_BLOB_UNKNOWN"]);
    expect((await call("GET", `/v2/thief/blobs/${secret.id}`)).status).toBe(404);
  });
});
