import { readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { problemOf } from "#server/oci/distribution/pullFixture.ts";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { putLayer } from "#server/oci/store/storeFixture.ts";
import { TAR_END, tarHeader } from "#server/oci/tar/tarWriter.ts";
import { loader, type Member, tarOfMembers } from "./archiveFixture.ts";

const LAYER = tarOfMembers(["hello", "hello"]);
const configOf = (...layers: (Buffer | string)[]) =>
  encodeImageConfig({
    os: "linux",
    architecture: "amd64",
    rootfs: { type: "layers", diff_ids: layers.map((layer) => digestOf(layer)) },
  });
const CONFIG = configOf(LAYER);
const listed = (part: Record<string, unknown> = {}): Member => [
  "manifest.json",
  JSON.stringify([{ Config: "config.json", RepoTags: ["x:1"], Layers: ["layer.tar"], ...part }]),
];

async function refusal(archive: Buffer, limits: Parameters<typeof loader>[0] = {}) {
  const { dir, images, load } = loader(limits);
  const problem = await problemOf(load(archive));
  expect(images.list("w")).toEqual([]);
  expect(readdirSync(join(dir, "blobs", "tmp"))).toEqual([]);
  expect(readdirSync(join(dir, "blobs", "sha256"))).toEqual([]);
  return problem;
}

describe("attacks by an archive that is loaded", () => {
  for (const path of ["../../etc/passwd", "/etc/passwd", "a/../../b", ".."]) {
    it(`a file named ${path} leads nowhere`, async () => {
      const { code, detail } = await refusal(tarOfMembers([path, "x"], listed()));
      expect(code).toBe("image/invalid");
      expect(detail).toContain("leads out");
    });
  }

  it("a link to a file of this machine is not followed", async () => {
    const link = { link: "../../../../../../etc/passwd" };
    const archive = tarOfMembers(["config.json", CONFIG], ["layer.tar", link], listed());
    expect((await refusal(archive)).detail).toContain("leads out");
  });

  it("links in a circle end", async () => {
    const circle: Member[] = [
      ["layer.tar", { link: "other.tar" }],
      ["other.tar", { link: "layer.tar" }],
    ];
    expect((await refusal(tarOfMembers(["config.json", CONFIG], ...circle, listed()))).code).toBe("image/invalid");
  });

  it("a hard link can't name a file that is not in the archive", async () => {
    const header = tarHeader({
      path: "layer.tar",
      type: "hardlink",
      mode: 0,
      uid: 0,
      gid: 0,
      size: 0,
      mtime: 0,
      linkTarget: "/etc/passwd",
    });
    expect((await refusal(Buffer.concat([header, TAR_END]))).code).toBe("image/invalid");
  });

  it("a blob with another digest than its name is rejected", async () => {
    const archive = tarOfMembers([`blobs/sha256/${"a".repeat(64)}`, "not that"], listed());
    expect((await refusal(archive)).detail).toContain("digest");
  });

  it("a configuration with another digest than its name is rejected", async () => {
    const name = `${"b".repeat(64)}.json`;
    const archive = tarOfMembers([name, CONFIG], ["layer.tar", LAYER], listed({ Config: name }));
    expect((await refusal(archive)).detail).toContain("digest");
  });

  it("a layer is not accepted for the diff ID that the configuration claims", async () => {
    for (const layer of [tarOfMembers(["other", "x"]), gzipSync(tarOfMembers(["other", "x"]))]) {
      const archive = tarOfMembers(["config.json", CONFIG], ["layer.tar", layer], listed());
      expect((await refusal(archive)).code).toBe("image/invalid");
    }
  });

  it("somebody else's layer in the store can't be had by its diff ID", async () => {
    const { blobs, images, load } = loader();
    const secret = putLayer(blobs, { secret: "somebody else's" });
    const config = encodeImageConfig({
      os: "linux",
      architecture: "amd64",
      rootfs: { type: "layers", diff_ids: [secret] },
    });
    const hex = secret.slice(7);
    const attempts = [
      tarOfMembers(["config.json", config], listed({ Layers: [`blobs/sha256/${hex}`] })),
      tarOfMembers(["config.json", config], ["layer.tar", LAYER], listed()),
      tarOfMembers(["config.json", config], listed({ Layers: [] })),
    ];
    for (const archive of attempts) expect((await problemOf(load(archive))).code).toBe("image/invalid");
    expect(images.list("w")).toEqual([]);
  });

  it("a missing layer, configuration, or manifest is named", async () => {
    expect((await refusal(tarOfMembers(["config.json", CONFIG], listed()))).detail).toContain("layer.tar");
    expect((await refusal(tarOfMembers(["layer.tar", LAYER], listed()))).detail).toContain("config.json");
    expect((await refusal(tarOfMembers(["layer.tar", LAYER]))).detail).toContain("manifest.json");
  });

  it("a file that is there twice is rejected: readers may take different ones", async () => {
    const archive = tarOfMembers(
      ["config.json", CONFIG],
      ["config.json", configOf("x")],
      ["layer.tar", LAYER],
      listed(),
    );
    expect((await refusal(archive)).detail).toContain("twice");
  });

  it("a layer whose paths lead out of the root is rejected", async () => {
    const layer = tarOfMembers(["../../escape", "x"]);
    const archive = tarOfMembers(["config.json", configOf(layer)], ["layer.tar", layer], listed());
    expect((await refusal(archive)).code).toBe("image/invalid");
  });

  it("a layer that unpacks beyond the limit is stopped on the way", async () => {
    const bomb = Buffer.alloc(20_000_000);
    const archive = tarOfMembers(["config.json", configOf(bomb)], ["layer.tar", gzipSync(bomb)], listed());
    const limits = { image: { maxImageBytes: 1_000_000, maxLayers: 256 } };
    expect((await refusal(archive, limits)).code).toBe("image/too-large");
  });

  it("an archive that decompresses beyond the limit is stopped on the way", async () => {
    const archive = gzipSync(tarOfMembers(["zeros", Buffer.alloc(30_000_000)], listed()));
    expect((await refusal(archive, { bytes: 1_000_000 })).code).toBe("image/too-large");
  });

  it("more files or layers than the limit are rejected", async () => {
    const many = Array.from({ length: 30 }, (_, index): Member => [`f${index}`, "x"]);
    expect((await refusal(tarOfMembers(...many), { entries: 20 })).detail).toContain("more than 20 files");
    const layers = Array.from({ length: 9 }, () => "layer.tar");
    const archive = tarOfMembers(
      ["config.json", configOf(...layers.map(() => LAYER))],
      ["layer.tar", LAYER],
      listed({ Layers: layers }),
    );
    expect((await refusal(archive, { image: { maxImageBytes: 1e6, maxLayers: 8 } })).code).toBe("image/too-large");
  });

  it("a truncated archive leaves nothing", async () => {
    const whole = tarOfMembers(["config.json", CONFIG], ["layer.tar", LAYER], listed());
    expect((await refusal(whole.subarray(0, 1500))).code).toBe("image/invalid");
    expect((await refusal(gzipSync(whole).subarray(0, 200))).code).toBe("image/invalid");
  });

  it("names that are none, and manifests that are none, are rejected", async () => {
    const parts: Member[] = [
      ["config.json", CONFIG],
      ["layer.tar", LAYER],
    ];
    expect((await refusal(tarOfMembers(...parts, listed({ RepoTags: ["Not A Name"] })))).code).toBe("image/invalid");
    expect((await refusal(tarOfMembers(...parts, ["manifest.json", "{nonsense"]))).code).toBe("image/invalid");
    expect((await refusal(tarOfMembers(...parts, ["index.json", "[]"]))).code).toBe("image/invalid");
    expect((await refusal(Buffer.from("not a tar at all".repeat(100)))).code).toBe("image/invalid");
  });

  it("indexes in indexes end", async () => {
    let inner = Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [] }));
    const all: Member[] = [[`blobs/sha256/${digestOf(inner).slice(7)}`, inner]];
    for (let depth = 0; depth < 20; depth += 1) {
      const entry = { mediaType: "x", digest: digestOf(inner), size: inner.length };
      inner = Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: Array(20).fill(entry) }));
      all.push([`blobs/sha256/${digestOf(inner).slice(7)}`, inner]);
    }
    const top = { mediaType: "x", digest: digestOf(inner), size: inner.length };
    const index = JSON.stringify({ schemaVersion: 2, manifests: Array(1000).fill(top) });
    const started = performance.now();
    expect((await refusal(tarOfMembers(...all, ["index.json", index]))).code).toBe("image/invalid");
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
