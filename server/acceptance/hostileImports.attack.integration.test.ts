import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { isDeepStrictEqual } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { entriesPageSchema } from "#contract/imageEntries.ts";
import { problemSchema } from "#contract/problem.ts";
import { routes } from "#contract/routes.ts";
import { loadedImagesSchema } from "#contract/transfer.ts";
import { type Member, tarOfMembers } from "#server/oci/archive/archiveFixture.ts";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import { type RunningServer, spawnServer } from "./runningServer.ts";
import { sendArchive } from "./sendArchive.ts";
import { pictureOf, type ServerPicture } from "./serverPicture.ts";

/** Milliseconds for one refusal, on a machine that does other work too. */
const LONGEST = 60_000;
/** Megabytes that the server has at most, whatever was sent. */
const MOST_MEMORY = 400;

const configOf = (...diffIds: string[]) =>
  encodeImageConfig({ os: "linux", architecture: "amd64", rootfs: { type: "layers", diff_ids: diffIds as never } });
const listed = (...layers: string[]): Member => [
  "manifest.json",
  JSON.stringify([{ Config: "config.json", RepoTags: ["x:1"], Layers: layers }]),
];
const imageOf = (layer: Buffer, diffId: string = digestOf(layer)) =>
  tarOfMembers(["config.json", configOf(diffId)], ["layer.tar", layer], listed("layer.tar"));

const LAYER = tarOfMembers(["hello", "hello"]);
const LARGE = tarOfMembers(["large", Buffer.alloc(1_000_000, "large")], ["noise", randomBytes(4_000_000)]);
const REFUSED = tarOfMembers(["large", Buffer.alloc(1_000_000, "x")], ["noise", randomBytes(4_000_000)]);
const OTHER = tarOfMembers(["other", randomBytes(100_000)]);
const file = (path: string, size: number) =>
  tarHeader({ path, type: "file", size, mode: 0o644, uid: 0, gid: 0, mtime: 0 });
const hardLink = (path: string, linkTarget: string) =>
  tarHeader({ path, type: "hardlink", size: 0, mode: 0o644, uid: 0, gid: 0, mtime: 0, linkTarget });

let server: RunningServer;

beforeAll(async () => {
  server = await spawnServer({ env: { STRATA_STORE_LIMIT: "150MB" } });
  // The threads that load, unpack, and read images start with the first one.
  const { body } = await sendArchive(server, [gzipSync(imageOf(gzipSync(LARGE), digestOf(LARGE)))]);
  const [image] = loadedImagesSchema.parse(body).images;
  expect((await server.fetch(routes.imageLayers(image?.id ?? ""))).status).toBe(200);
  let before = pictureOf(server);
  const isQuiet = () => {
    const last = before;
    before = pictureOf(server);
    return isDeepStrictEqual(before, last);
  };
  await vi.waitUntil(isQuiet, { interval: 500, timeout: LONGEST });
});
afterAll(() => server.stop());

/** Sends what must be refused, and expects that the server is as it was. */
async function refusal(pieces: Iterable<Uint8Array>, path?: string) {
  const before = pictureOf(server);
  const started = performance.now();
  const { status, body } = await sendArchive(server, pieces, path);
  expect(performance.now() - started).toBeLessThan(LONGEST);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expectNothingNew(before);
  return problemSchema.parse(body);
}

/** A sweep may have taken what was unused before. */
function expectNothingNew(before: ServerPicture): void {
  const after = pictureOf(server);
  expect(after.files.filter((one) => !before.files.includes(one))).toEqual([]);
  expect(after.open.filter((one) => !before.open.includes(one))).toEqual([]);
  expect(after.rows).toEqual(before.rows);
  expect(after.threads).toBeLessThanOrEqual(before.threads);
}

describe("attacks by an archive that is sent to the server, which leave nothing behind", () => {
  for (const path of ["../../etc/passwd", "/etc/passwd", "a/../../b"]) {
    it(`a path ${path} in the archive, or in a layer, is refused`, async () => {
      expect((await refusal([tarOfMembers([path, "x"])])).code).toBe("image/invalid");
      if (path.startsWith("/")) return;
      const escaping = tarOfMembers([path, "x"]);
      expect((await refusal([imageOf(escaping)])).code).toBe("image/invalid");
      expect((await refusal([escaping], routes.imageImport())).code).toBe("image/invalid");
    });
  }

  it("10 GB of zeros in 10 MB are not unpacked, as an archive or as a layer", async () => {
    const bomb = Buffer.concat(Array(100).fill(gzipSync(Buffer.alloc(100_000_000), { level: 9 })));
    expect(bomb.length).toBeLessThan(11_000_000);
    const start = gzipSync(file("layer.tar", 8_000_000_000));
    expect((await refusal([start, bomb])).code).toBe("image/too-large");
    expect((await refusal([gzipSync(imageOf(LAYER)), bomb])).code).toBe("image/too-large");
    expect((await refusal([imageOf(bomb, digestOf("x"))])).code).toMatch(/^image\/(too-large|invalid)$/);
    expect((await refusal([bomb], routes.imageImport())).code).toMatch(/^image\/(too-large|invalid)$/);
  });

  it("a million files are refused at the limit of an archive", async () => {
    const million = function* () {
      for (let from = 0; from < 1_000_000; from += 1000) {
        yield Buffer.concat(
          Array.from({ length: 1000 }, (_, index) => {
            const content = Buffer.from(`${from + index}`);
            return Buffer.concat([file(`f${content}`, content.length), content, tarPadding(content.length)]);
          }),
        );
      }
      yield TAR_END;
    };
    expect((await refusal(million())).detail).toContain("more than 50000 files");
  });

  it("links in a circle, and links to this machine, are refused", async () => {
    const circle: Member[] = [
      ["layer.tar", { link: "other.tar" }],
      ["other.tar", { link: "layer.tar" }],
    ];
    const around = tarOfMembers(["config.json", configOf(digestOf(LAYER))], ...circle, listed("layer.tar"));
    expect((await refusal([around])).code).toBe("image/invalid");
    const out = tarOfMembers(["layer.tar", { link: "../../etc/passwd" }], ["config.json", "{}"], listed("layer.tar"));
    expect((await refusal([out])).code).toBe("image/invalid");
    expect((await refusal([hardLink("layer.tar", "/etc/passwd"), TAR_END])).code).toBe("image/invalid");
  });

  it("an archive that ends anywhere before its end is refused", async () => {
    const whole = imageOf(REFUSED);
    for (const length of [0, 100, 700, 5000, 2_000_000, whole.length - 2000])
      expect((await refusal([whole.subarray(0, length)])).code).toBe("image/invalid");
    const packed = gzipSync(whole);
    for (const part of [0.1, 0.9]) {
      expect((await refusal([packed.subarray(0, packed.length * part)])).code).toBe("image/invalid");
      const torn = imageOf(gzipSync(REFUSED).subarray(0, packed.length * part), digestOf(REFUSED));
      expect((await refusal([torn])).code).toBe("image/invalid");
    }
    expect((await refusal([REFUSED.subarray(0, 3_000_000)], routes.imageImport())).code).toBe("image/invalid");
  });

  it("an upload that its sender cuts off is forgotten", async () => {
    const before = pictureOf(server);
    const headers = { "content-type": "application/x-tar", "content-length": 100_000_000 };
    const sending = request(server.url + routes.imageLoad(), { method: "POST", headers });
    sending.on("error", () => undefined);
    sending.write(imageOf(REFUSED).subarray(0, 4_000_000));
    await expect.poll(() => pictureOf(server).open.length, { timeout: LONGEST }).toBeGreaterThan(before.open.length);
    sending.destroy();
    await vi.waitFor(() => expectNothingNew(before), { timeout: LONGEST });
  });

  it("digests that are not those of their bytes are refused: of a blob, a configuration, and a layer", async () => {
    const named = `${"b".repeat(64)}.json`;
    const manifest: Member = [
      "manifest.json",
      JSON.stringify([{ Config: named, RepoTags: [], Layers: ["layer.tar"] }]),
    ];
    const archives = [
      tarOfMembers([`blobs/sha256/${"a".repeat(64)}`, REFUSED]),
      tarOfMembers([`blobs/sha256/${"a".repeat(64)}`, "small"]),
      tarOfMembers([named, configOf(digestOf(REFUSED))], ["layer.tar", REFUSED], manifest),
      imageOf(REFUSED, digestOf("other")),
      imageOf(gzipSync(REFUSED), digestOf("other")),
    ];
    for (const archive of archives) expect((await refusal([archive])).code).toBe("image/invalid");
  });

  it("10,000 layers are refused, whether they are one file or as many", async () => {
    const same = Array<string>(10_000).fill("layer.tar");
    const ids = same.map((_, index) => digestOf(`${index}`));
    const one = tarOfMembers(["config.json", configOf(...ids)], ["layer.tar", LAYER], listed(...same));
    expect((await refusal([one])).code).toMatch(/^image\//);
    const layers = same.map((_, index): Member => [`${index}.tar`, tarOfMembers([`f${index}`, "x"])]);
    const diffIds = layers.map(([, layer]) => digestOf(Buffer.from(layer as Buffer)));
    const many = tarOfMembers(
      ["config.json", configOf(...diffIds)],
      ...layers,
      listed(...layers.map(([name]) => name)),
    );
    expect((await refusal([many])).code).toMatch(/^image\//);
  });

  it("a configuration of 100 MB is refused unparsed", async () => {
    const huge = function* () {
      yield file("config.json", 100_000_000);
      for (let sent = 0; sent < 100; sent += 1) yield Buffer.alloc(1_000_000, "[");
      yield tarPadding(100_000_000);
      yield tarOfMembers(["layer.tar", LAYER], listed("layer.tar"));
    };
    expect((await refusal(huge())).detail).toContain("100000000 bytes");
  });

  it("an image after a good one in the same archive takes nothing of it along", async () => {
    const manifest = [
      { Config: "config.json", RepoTags: ["good:1"], Layers: ["layer.tar"] },
      { Config: "other.json", RepoTags: ["bad:1"], Layers: ["other.tar"] },
    ];
    const archive = tarOfMembers(
      ["config.json", configOf(digestOf(LAYER))],
      ["other.json", configOf(digestOf("other"))],
      ["layer.tar", LAYER],
      ["other.tar", OTHER],
      ["manifest.json", JSON.stringify(manifest)],
    );
    expect((await sendArchive(server, [archive])).status).toBe(422);
    expect((await server.fetch(routes.image("good:1"))).status).toBe(200);
    expect(pictureOf(server).files.join()).not.toContain(digestOf(OTHER).slice("sha256:".length));
  });
});

describe("attacks by the files of an image that is sent to the server", () => {
  /** The paths of its one layer, as the page asks for them. */
  async function pathsOf(layer: Buffer) {
    const { status, body } = await sendArchive(server, [imageOf(layer)]);
    expect(status).toBe(201);
    const [image] = loadedImagesSchema.parse(body).images;
    const answer = await server.fetch(routes.layerEntries(image?.id ?? "", 0, { of: "layer", flat: true }));
    return entriesPageSchema.parse(await answer.json()).entries;
  }

  it("links in a circle are shown as the links that they are", async () => {
    const layer = tarOfMembers(["a", { link: "b" }], ["b", { link: "a" }], ["self", { link: "self" }]);
    expect((await pathsOf(layer)).map(({ path, linkTarget }) => [path, linkTarget])).toEqual([
      ["/a", "b"],
      ["/b", "a"],
      ["/self", "self"],
    ]);
  });

  it("names with HTML and control characters are shown as they are, and those that are not UTF-8 stay different", async () => {
    const names = ["<img src=x onerror=alert(1)>", "a\x1b[2Jb", "line\nbreak"];
    const odd = Buffer.concat(
      [0xfe, 0xff].map((byte) => {
        const header = Buffer.from(file("AAAA", 0));
        header.fill(byte, 0, 4).fill(0x20, 148, 156);
        const sum = header.reduce((all, one) => all + one, 0);
        header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
        return header;
      }),
    );
    const layer = Buffer.concat([odd, tarOfMembers(...names.map((name): Member => [name, "x"]))]);
    const paths = (await pathsOf(layer)).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(names.map((name) => `/${name}`)));
    expect(new Set(paths).size).toBe(names.length + 2);
  });
});

it("the server has bounded memory after all of it", () => {
  const status = readFileSync(`/proc/${server.process.pid}/status`, "utf8");
  expect(Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024).toBeLessThan(MOST_MEMORY * 1e6);
});
