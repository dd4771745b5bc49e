import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ContainerConfig } from "#contract/image.ts";
import type { ComparedLayer } from "#contract/imageComparison.ts";
import type { Digest } from "#contract/names/digest.ts";
import { analyzeLayers } from "#server/oci/inspect/layerAnalysis.ts";
import { dir, file, gone, link, type Member, openTestImages, symlink } from "#server/oci/inspect/testImages.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { readContent } from "#server/oci/store/treeContent.ts";
import { alignLayers } from "./alignLayers.ts";
import { comparedEntries, type EntriesWanted } from "./comparedEntries.ts";
import { compareImages } from "./compareImages.ts";

let made: ReturnType<typeof openTestImages>;
beforeAll(() => {
  made = openTestImages();
});
afterAll(() => made.close());

const digestOf = (layer: Digest, entry: LayerEntry): Digest =>
  `sha256:${createHash("sha256").update(readContent(made.store, { layer, entry })).digest("hex")}`;
const steps = (...texts: string[]) => ({ history: texts.map((created_by) => ({ created_by })) });

function compare(a: Member[][], b: Member[][], limit = 1000) {
  return compareImages(made.image(a), made.image(b), { digestOf, limit });
}

const ALL: EntriesWanted = {
  folder: "/",
  flat: true,
  find: "",
  changes: [],
  sort: "name",
  descending: false,
  from: 0,
  limit: 1000,
  times: false,
};

function listed(a: Member[][], b: Member[][], wanted: Partial<EntriesWanted> = {}) {
  return comparedEntries(compare(a, b).paths, { ...ALL, ...wanted }, () => undefined);
}

const inWords = ({ entries }: ReturnType<typeof listed>): string[] =>
  entries.map(({ change, path, differences = [] }) => [change, path, ...differences].join(" "));

describe("the files of two images", () => {
  it("are added, deleted, or changed, each difference named", () => {
    const before = [file("same", "1"), file("text", "a"), file("mode", "m"), file("old", "xyz"), symlink("to", "a")];
    const after = [
      ...[file("same", "1"), file("text", "b"), file("mode", "m", { mode: 0o755, uid: 5 }), file("new", "12345")],
      symlink("to", "b"),
    ];
    expect(inWords(listed([before], [after]))).toEqual([
      ...["changed /mode mode owner", "added /new", "deleted /old", "changed /text content", "changed /to target"],
    ]);
    expect(compare([before], [after]).comparison.files).toEqual({
      added: { files: 1, folders: 0, bytes: 5 },
      deleted: { files: 1, folders: 0, bytes: 3 },
      changed: { files: 3, folders: 0, bytes: 0 },
      timesOnly: 0,
    });
  });

  it("count as the same if only their times differ, and are listed if asked for", () => {
    const at = (mtime: number) => [[dir("d", { mtime }), file("d/f", "1", { mtime })]];
    expect(inWords(listed(at(1), at(2)))).toEqual([]);
    expect(inWords(listed(at(1), at(2), { times: true }))).toEqual(["changed /d/f mtime"]);
    expect(compare(at(1), at(2)).comparison.files.timesOnly).toBe(1);
  });

  it("are those of the merged root, whichever layers they are in", () => {
    const one = [
      [file("a", "1"), file("b", "2")],
      [gone("a"), link("c", "b")],
    ];
    const other = [[file("b", "2"), link("c", "b")]];
    expect(inWords(listed(one, other))).toEqual([]);
  });

  it("go with everything that was in a folder", () => {
    const before = [[dir("d"), dir("d/e"), file("d/e/f", "123"), file("d/g", "4")]];
    expect(inWords(listed(before, [[file("d", "now a file")]]))).toEqual([
      ...["deleted /d/e", "changed /d type mode", "deleted /d/e/f", "deleted /d/g"],
    ]);
  });

  it("count the bytes of hard links once", () => {
    const { files } = compare([[file("x", "")]], [[file("x", ""), file("a", "12345"), link("b", "a")]]).comparison;
    expect(files.added).toEqual({ files: 2, folders: 0, bytes: 5 });
  });

  it("are counted exactly beyond the limit of the list", () => {
    const many = Array.from({ length: 30 }, (_, index) => file(`f${index}`, "x"));
    const { comparison, paths } = compare([[file("x", "")]], [[file("x", ""), ...many]], 10);
    expect([paths.length, comparison.files.added.files]).toEqual([10, 30]);
  });
});

describe("a page of the paths that differ", () => {
  const before = [[dir("usr"), file("usr/old", "12"), file("top", "1")]];
  const after = [[dir("usr"), dir("usr/bin"), file("usr/bin/a", "1234"), file("usr/bin/b", "1"), file("top", "22")]];

  it("has a folder's children with the sums of what differs in it", () => {
    const tree = analyzeLayers(made.image(after)).tree;
    const folderAt = (path: string) => tree.lookup(path)?.node.inode;
    const page = comparedEntries(compare(before, after).paths, { ...ALL, flat: false }, folderAt);
    expect(page.entries).toMatchObject([
      {
        path: "/usr",
        change: "unchanged",
        inside: { files: 2, bytes: 5, deletedFiles: 1, deletedBytes: 2, entries: 4 },
      },
      { path: "/top", change: "changed", size: 2, before: { size: 1 } },
    ]);
  });

  it("is filtered, sorted by what changed most, and cut", () => {
    const sorted = { sort: "size", descending: true, limit: 2 } as const;
    expect(listed(before, after, sorted)).toMatchObject({
      entries: [{ path: "/usr/bin/a" }, { path: "/usr/old" }],
      total: 5,
      counts: { added: 3, changed: 1, deleted: 1 },
    });
    expect(inWords(listed(before, after, { find: "BIN", changes: ["added"], from: 1 }))).toEqual([
      ...["added /usr/bin/a", "added /usr/bin/b"],
    ]);
  });
});

describe("the layers of two images", () => {
  const base = [file("base", "1")];
  const related = (a: [Member[][], string[]], b: [Member[][], string[]]) =>
    compareImages(made.image(a[0], steps(...a[1])), made.image(b[0], steps(...b[1])), {
      digestOf,
      limit: 10,
    }).comparison.layers.map(({ relation, sameChain, a: old, b: now }) =>
      [relation, old?.index ?? "-", now?.index ?? "-", sameChain].join(" "),
    );

  it("are paired by their content and chain, then by their step", () => {
    const a = [base, [file("x", "1")], [file("y", "1")]];
    const b = [base, [file("n", "1")], [file("x", "2")], [file("y", "1")]];
    expect(related([a, ["FROM", "RUN x", "RUN y"]], [b, ["FROM", "RUN new", "RUN x", "RUN y"]])).toEqual([
      ...["same 0 0 true", "added - 1 false", "changed 1 2 false", "same 2 3 false"],
    ]);
  });

  it("are rebuilt if the step stored the same files at another time", () => {
    const at = (mtime: number) => [base, [dir("d", { mtime }), file("d/f", "1", { mtime })]];
    expect(related([at(1), ["FROM", "RUN x"]], [at(2), ["FROM", "RUN x"]])).toEqual([
      "same 0 0 true",
      "rebuilt 1 1 false",
    ]);
  });

  it("are paired in place if a line was edited, and are removed without a partner", () => {
    const a = [base, [file("x", "1")], [file("z", "1")]];
    expect(
      related(
        [a, ["FROM", "RUN x", "COPY z"]],
        [
          [base, [file("x", "2")]],
          ["FROM", "RUN edited"],
        ],
      ),
    ).toEqual([...["same 0 0 true", "changed 1 1 false", "removed 2 - false"]]);
  });

  it("are aligned in bounded time, however many there are", () => {
    const many = (name: string) =>
      Array.from({ length: 10_000 }, (_, index): ComparedLayer => {
        const digest = createHash("sha256").update(`${name} ${index}`).digest("hex");
        return { index, diffId: `sha256:${digest}`, size: 1, instruction: "RUN", text: `${index}`, base: false };
      });
    const started = performance.now();
    const pairs = alignLayers({ a: many("a"), b: many("b").slice(1), hasSameFiles: () => false });
    expect(pairs.length).toBeGreaterThanOrEqual(10_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe("the configurations of two images", () => {
  it("differ field by field; variables, labels, and ports each on its own", () => {
    const image = (config: ContainerConfig, extras = {}) =>
      made.image([[file("a", "1")]], {
        config: {
          ...{ architecture: "amd64", os: "linux", rootfs: { type: "layers", diff_ids: [] } },
          ...extras,
          config,
        },
      });
    const a = image({ Env: ["A=1", "B=2", "C="], Cmd: ["sh"], User: "", ExposedPorts: { "80/tcp": {} } });
    const b = image({ Env: ["B=3", "A=1"], Cmd: ["sh", "-c"], Labels: { x: "y" } }, { author: "me" });
    expect(compareImages(a, b, { digestOf, limit: 10 }).comparison.config).toEqual({
      differences: [
        { field: "ExposedPorts", name: "80/tcp", a: "{}" },
        { field: "Env", name: "B", a: "2", b: "3" },
        { field: "Env", name: "C", a: "" },
        { field: "Cmd", a: '["sh"]', b: '["sh","-c"]' },
        { field: "Labels", name: "x", b: "y" },
        { field: "author", b: "me" },
      ],
      total: 6,
    });
  });
});
