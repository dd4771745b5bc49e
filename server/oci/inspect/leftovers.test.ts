import { afterAll, describe, expect, it } from "vitest";
import { ContentDigests } from "#server/oci/store/contentDigests.ts";
import { imageDifferences } from "./imageDifferences.ts";
import type { InspectedImage } from "./inspectedImage.ts";
import { imageLeftovers } from "./leftovers.ts";
import { dir, file, link, type Member, openTestImages } from "./testImages.ts";
import type { DigestOf } from "./waste.ts";

const images = openTestImages();
afterAll(images.close);

const digests = new ContentDigests(images.store);
const digestOf: DigestOf = ({ layer, entry }, image) => digests.of(image.layers[layer]?.diffId ?? image.id, entry);

const find = (image: InspectedImage) =>
  imageLeftovers(image, { digestOf, read: async (...place) => images.store.readBytes(...place) });

async function leftoversOf(...layers: Member[][]): Promise<string[]> {
  const { items } = await find(images.image(layers));
  return items.map(({ code, path, bytes, files, layer, evidence }) =>
    [code, path, `${bytes}B`, `${files}f`, `L${layer}`, ...(evidence === undefined ? [] : [evidence])].join(" "),
  );
}

describe("leftovers", () => {
  it("are what package managers keep, by folder and layer", async () => {
    expect(
      await leftoversOf(
        [file("var/lib/apt/lists/a", "1234567"), file("root/.cache/pip/x", "12")],
        [file("var/lib/apt/lists/b", "123"), file("home/me/.npm/_cacache/y", "1"), file("usr/lib/apt/lists", "no")],
      ),
    ).toEqual([
      "apt-lists /var/lib/apt/lists 7B 1f L0",
      "apt-lists /var/lib/apt/lists 3B 1f L1",
      "pip-cache /root/.cache/pip 2B 1f L0",
      "npm-cache /home/me/.npm/_cacache 1B 1f L1",
    ]);
  });

  it("are the folders of Git, once, with all in them", async () => {
    const git = [file("app/.git/HEAD", "ref"), file("app/.git/objects/x/.git/HEAD", "12")];
    expect(await leftoversOf([...git, file("b/.git/notes", "mine"), file("c/.git", "gitdir: x")])).toEqual([
      "git-folder /app/.git 5B 2f L0",
    ]);
  });

  it("are bytecode without a source", async () => {
    const cache = ["gone.cpython-311.pyc", "kept.cpython-311.pyc", "gone.cpython-311.opt-1.pyc"];
    expect(
      await leftoversOf([file("a/kept.py", ""), ...cache.map((name) => file(`a/__pycache__/${name}`, "1"))]),
    ).toEqual([
      "orphan-bytecode /a/__pycache__/gone.cpython-311.opt-1.pyc 1B 1f L0",
      "orphan-bytecode /a/__pycache__/gone.cpython-311.pyc 1B 1f L0",
    ]);
  });

  it("are the packages that only devDependencies name", async () => {
    const manifest = { dependencies: { a: "1" }, devDependencies: { a: "1", b: "1", "@c/d": "1" } };
    expect(
      await leftoversOf([
        file("app/package.json", JSON.stringify(manifest)),
        ...["a", "b", "@c/d", "@c/e"].map((name) => file(`app/node_modules/${name}/index.js`, "123")),
      ]),
    ).toEqual([
      "dev-modules /app/node_modules/@c/d 3B 1f L0 /app/package.json",
      "dev-modules /app/node_modules/b 3B 1f L0 /app/package.json",
    ]);
  });

  it("are the packages that npm installed for development, with those they need", async () => {
    const packages = { "node_modules/a": {}, "node_modules/b": { dev: true }, "node_modules/deep": { dev: true } };
    expect(
      await leftoversOf([
        file("package.json", JSON.stringify({ devDependencies: { a: "1", b: "1" } })),
        file("node_modules/.package-lock.json", JSON.stringify({ packages })),
        ...["a", "b", "deep"].map((name) => file(`node_modules/${name}/index.js`, "123")),
      ]),
    ).toEqual([
      "dev-modules /node_modules/b 3B 1f L0 /node_modules/.package-lock.json",
      "dev-modules /node_modules/deep 3B 1f L0 /node_modules/.package-lock.json",
    ]);
  });

  it("are no packages if nothing readable says so", async () => {
    expect(await leftoversOf([file("package.json", "{"), file("node_modules/a/index.js", "1")])).toEqual([]);
  });

  it("include documentation only if it is large, and logs and temporary files always", async () => {
    expect(
      await leftoversOf([
        file("usr/share/doc/a", "x".repeat(1_000_000)),
        file("usr/share/man/b", "x".repeat(999_999)),
        file("var/log/c", "1"),
        file("tmp/d", "1"),
        dir("var/tmp"),
      ]),
    ).toEqual([
      "documentation /usr/share/doc 1000000B 1f L0",
      "temporary-files /tmp 1B 1f L0",
      "logs /var/log 1B 1f L0",
    ]);
  });
});

describe("duplicates", () => {
  const large = "x".repeat(2000);

  it("are files with the same bytes at two paths, whichever layers store them; hard links are not", async () => {
    const image = images.image([
      [file("b", large), link("linked", "b"), file("other", large.replace("x", "y"))],
      [file("a", large)],
    ]);
    const { duplicates } = await find(image);
    expect(duplicates).toMatchObject({ bytes: 2000, total: 1, notCompared: 0 });
    expect(duplicates.items[0]).toMatchObject({
      bytes: 2000,
      copies: 2,
      wasted: 2000,
      at: [
        { path: "/a", layer: 1 },
        { path: "/b", layer: 0 },
      ],
    });
  });

  it("are not small files", async () => {
    const image = images.image([[file("a", "same"), file("b", "same")]]);
    expect((await find(image)).duplicates).toEqual({ bytes: 0, total: 0, items: [], notCompared: 0 });
  });
});

describe("the differences of two images", () => {
  it("are paths that one lacks, other bytes, and other attributes; times and layers don't count", () => {
    const before = images.image([
      [file("same", "1", { mtime: 1 }), file("gone", "1"), file("bytes", "1"), file("mode", "1")],
    ]);
    const after = images.image([
      [file("same", "2"), file("new", "1")],
      [file("same", "1", { mtime: 2 }), file("bytes", "2"), file("mode", "1", { mode: 0o600 })],
    ]);
    expect(imageDifferences(before, after, { digestOf })).toEqual({
      before: 4,
      after: 5,
      total: 4,
      items: [
        { path: "/bytes", change: "content" },
        { path: "/gone", change: "removed" },
        { path: "/mode", change: "attributes" },
        { path: "/new", change: "added" },
      ],
      sameConfig: true,
    });
  });

  it("include what a container would run", () => {
    const image = images.image([[file("a", "1")]]);
    const other = { ...image, config: { ...image.config, config: { Cmd: ["sh"] } } };
    expect(imageDifferences(image, other, { digestOf })).toMatchObject({ total: 0, sameConfig: false });
  });

  it("leave out what is meant to be gone, and no more", () => {
    const before = images.image([[file("tmp/a", "1"), file("tmp/b", "1"), file("tmpfile", "1")]]);
    const after = images.image([[file("tmp/b", "2")]]);
    expect(imageDifferences(before, after, { digestOf, without: ["/tmp"] }).items).toEqual([
      { path: "/tmp/b", change: "content" },
      { path: "/tmpfile", change: "removed" },
    ]);
  });
});
