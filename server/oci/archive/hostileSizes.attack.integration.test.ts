import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createGzip, createZstdCompress, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { problemOf } from "#server/oci/distribution/pullFixture.ts";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { indexLayer } from "#server/oci/store/layerIndex.ts";
import { TAR_END, tarHeader } from "#server/oci/tar/tarWriter.ts";
import { loader, type Member, tarOfMembers } from "./archiveFixture.ts";
import { loadArchive } from "./loadArchive.ts";

const LAYER = tarOfMembers(["hello", "hello"]);
const configOf = (diffIds: readonly string[]) =>
  encodeImageConfig({
    os: "linux",
    architecture: "amd64",
    rootfs: { type: "layers", diff_ids: diffIds.map((id) => digestOf(id)) },
  });
const configFor = (...layers: Buffer[]) =>
  encodeImageConfig({
    os: "linux",
    architecture: "amd64",
    rootfs: { type: "layers", diff_ids: layers.map((layer) => digestOf(layer)) },
  });
const listed = (...layers: string[]): Member => [
  "manifest.json",
  JSON.stringify([{ Config: "config.json", RepoTags: ["x:1"], Layers: layers }]),
];
const headerOf = (path: string, size: number) =>
  tarHeader({ path, type: "file", size, mode: 0o644, uid: 0, gid: 0, mtime: 0 });

const LIMITS = { bytes: 50_000_000, entries: 50_000, image: { maxImageBytes: 50_000_000, maxLayers: 256 } };
/** Bytes that a refused archive may have made the process larger by, with what the test itself makes. */
const MEMORY = 1_000_000_000;

/** Loads a stream, and expects a refusal that leaves nothing, in bounded time and memory. */
async function refusal(source: AsyncIterable<Uint8Array>, limits: Partial<typeof LIMITS> = {}) {
  const { dir, images } = loader();
  const before = process.memoryUsage.rss();
  const started = performance.now();
  const problem = await problemOf(loadArchive(images, "w", source, { ...LIMITS, ...limits }));
  expect(performance.now() - started).toBeLessThan(60_000);
  expect(process.memoryUsage.rss() - before).toBeLessThan(MEMORY);
  expect(images.list("w")).toEqual([]);
  expect(readdirSync(join(dir, "blobs", "tmp"))).toEqual([]);
  expect(readdirSync(join(dir, "blobs", "sha256"))).toEqual([]);
  return problem;
}

/** A tar of one file with 10 GB of zeros. */
function* zeros(): Generator<Buffer> {
  const piece = Buffer.alloc(1_000_000);
  yield headerOf("layer.tar", 8_000_000_000);
  for (let sent = 0; sent < 10_000; sent += 1) yield piece;
}

describe("attacks by the size of an archive", () => {
  for (const [name, compress] of [
    ["gzip", () => createGzip({ level: 1 })],
    ["zstd", () => createZstdCompress()],
  ] as const) {
    it(`10 GB of zeros in a few megabytes of ${name} are stopped before they are unpacked`, async () => {
      expect((await refusal(Readable.from(zeros()).pipe(compress()))).code).toBe("image/too-large");
    });
  }

  it("10 GB of zeros after the end of an archive are not all read", async () => {
    const whole = tarOfMembers(["config.json", configFor(LAYER)], ["layer.tar", LAYER], listed("layer.tar"));
    let read = 0;
    const endless = function* () {
      yield whole;
      const piece = Buffer.alloc(1_000_000);
      for (; read < 10_000; read += 1) yield piece;
    };
    const { images } = loader();
    const problem = await problemOf(loadArchive(images, "w", Readable.from(endless()), { ...LIMITS, entries: 100 }));
    expect(problem.code).toBe("image/too-large");
    expect(read).toBeLessThan(1000);
    expect(images.list("w")).toEqual([]);
  });

  it("zeros in a compressed layer are stopped at the limit of the image", async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000));
    const archive = tarOfMembers(["config.json", configOf(["x"])], ["layer.tar", bomb], listed("layer.tar"));
    expect((await refusal(Readable.from([archive]))).code).toBe("image/too-large");
  });

  it("a million files are stopped at the limit of an archive", async () => {
    const million = function* () {
      // Thousands in a piece, as from a disk.
      for (let from = 0; from < 1_000_000; from += 1000) {
        yield Buffer.concat(Array.from({ length: 1000 }, (_, index) => headerOf(`f${from + index}`, 0)));
      }
      yield TAR_END;
    };
    const { detail } = await refusal(Readable.from(million()), { entries: 2000 });
    expect(detail).toContain("more than 2000 files");
  });

  it("small files that no image needs cost no more than their bytes, up to the limit of an archive", async () => {
    const different = function* () {
      for (let from = 0; from < 60_000; from += 1000) {
        yield tarOfMembers(
          ...Array.from({ length: 1000 }, (_, index): Member => [`f${from + index}`, `${from + index}`]),
        ).subarray(0, -TAR_END.length);
      }
    };
    const pieces = [...different()];
    const before = process.cpuUsage();
    expect((await refusal(Readable.from(pieces))).detail).toContain("more than 50000 files");
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(3);
  });

  it("a configuration of 100 MB is not parsed", async () => {
    const { dir, images } = loader();
    const limits = { ...LIMITS, bytes: 200_000_000 };
    const archive = async function* () {
      yield headerOf("config.json", 100_000_000);
      const piece = Buffer.alloc(1_000_000, "[");
      for (let sent = 0; sent < 100; sent += 1) yield piece;
      yield Buffer.alloc((512 - (100_000_000 % 512)) % 512);
      yield tarOfMembers(["layer.tar", LAYER], listed("layer.tar"));
    };
    const problem = await problemOf(loadArchive(images, "w", archive(), limits));
    expect(problem).toMatchObject({ code: "image/invalid" });
    expect(problem.detail).toContain("100000000 bytes");
    expect(readdirSync(join(dir, "blobs", "tmp"))).toEqual([]);
  });

  it("a manifest of 20 MB is not parsed", async () => {
    const archive = tarOfMembers(["config.json", configFor(LAYER)], ["manifest.json", Buffer.alloc(20_000_000, "[")]);
    expect((await refusal(Readable.from([archive]))).detail).toContain("not a manifest");
  });

  it("10,000 layers are rejected before the first is unpacked", async () => {
    const names = Array.from({ length: 10_000 }, () => "layer.tar");
    const archive = tarOfMembers(
      ["config.json", configOf(names.map((_, index) => `${index}`))],
      ["layer.tar", LAYER],
      listed(...names),
    );
    expect((await refusal(Readable.from([archive]))).code).toMatch(/^image\//);
  });
});

describe("attacks by the files of an image that is loaded", () => {
  /** The entries of the one layer of an image, which is loaded. */
  async function pathsOf(layer: Buffer) {
    const into = loader();
    const archive = tarOfMembers(["config.json", configFor(layer)], ["layer.tar", layer], listed("layer.tar"));
    await into.load(archive);
    return indexLayer(into.blobs, digestOf(layer));
  }

  it("names with HTML and control characters are kept as they are", async () => {
    const names = ["<img src=x onerror=alert(1)>", "a\x1b[2Jb", "line\nbreak", "back\bspace", "\u202egnp.exe"];
    const paths = (await pathsOf(tarOfMembers(...names.map((name): Member => [name, "x"])))).map(({ path }) => path);
    expect(paths).toEqual(names);
  });

  it("names that are not UTF-8 stay different", async () => {
    const layer = tarOfMembers(["AAAA1", "x"], ["AAAA2", "y"]);
    const [first, second] = [0, 1024].map((at) => layer.subarray(at, at + 512));
    for (const [header, byte] of [
      [first, 0xff],
      [second, 0xfe],
    ] as const) {
      if (header === undefined) throw new TypeError("there are two headers");
      header.fill(byte, 0, 5);
      header.fill(0x20, 148, 156);
      const sum = header.reduce((all, one) => all + one, 0);
      header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
    }
    const paths = (await pathsOf(layer)).map(({ path }) => path);
    expect(new Set(paths).size).toBe(2);
  });

  it("links in a circle are shown as the links that they are", async () => {
    const layer = tarOfMembers(["a", { link: "b" }], ["b", { link: "a" }], ["self", { link: "self" }]);
    expect((await pathsOf(layer)).map(({ path, linkTarget }) => [path, linkTarget])).toEqual([
      ["a", "b"],
      ["b", "a"],
      ["self", "self"],
    ]);
  });

  it("an archive in an archive that has its name is a file, and not opened", async () => {
    const inner = tarOfMembers(["layer.tar", LAYER], listed("layer.tar"));
    const entries = await pathsOf(tarOfMembers(["layer.tar", inner], ["manifest.json", "[]"]));
    expect(entries.map(({ path, size }) => [path, size])).toEqual([
      ["layer.tar", inner.length],
      ["manifest.json", 2],
    ]);
  });

  it("a file that a layer has twice is the later one", async () => {
    const entries = await pathsOf(tarOfMembers(["a", "first"], ["a", "the later one"]));
    expect(entries.at(-1)).toMatchObject({ path: "a", size: 13 });
  });
});
