import { describe, expect, it } from "vitest";
import { ProblemError } from "#contract/problemError.ts";
import type { CopyOperation } from "#dockerfile/steps/operation.ts";
import type { ContextEntry } from "#server/contexts/contextManifest.ts";
import { emptyTree } from "#server/oci/store/fileTree.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { contextSource } from "../../../files/contextSource.ts";
import { selectSource } from "../../../files/selection.ts";
import { LayerDraft } from "../../layer/layerDraft.ts";
import { type CopyRules, copyMatch } from "./copyTree.ts";
import { parseModeChange } from "./modeChange.ts";

const NOW = 1000;
const digest = `sha256:${"a".repeat(64)}` as const;

function entry(path: string, extra: Partial<ContextEntry> = {}): ContextEntry {
  return { path, type: "file", mode: 0o644, size: 1, digest, mtime: 5, ...extra };
}

const context = contextSource(
  [
    entry("dir", { type: "dir", mode: 0o750, size: 0 }),
    entry("dir/a.txt"),
    entry("dir/b.md"),
    entry("dir/sub", { type: "dir", mode: 0o700, size: 0 }),
    entry("dir/sub/c.txt"),
    entry("link", { type: "symlink", linkTarget: "one.txt", size: 0 }),
    entry("one.txt"),
    entry("out", { type: "symlink", linkTarget: "../../../etc/passwd", size: 0 }),
  ],
  () => false,
  NOW,
);

const base: LayerEntry[] = [
  { path: "real", type: "dir", mode: 0o755, uid: 3, gid: 4, size: 0, mtime: 1, offset: 0 },
  { path: "real/a.txt", type: "dir", mode: 0o755, uid: 0, gid: 0, size: 0, mtime: 1, offset: 0 },
  { path: "file", type: "file", mode: 0o644, uid: 0, gid: 0, size: 1, mtime: 1, offset: 0 },
  {
    path: "up",
    type: "symlink",
    mode: 0o777,
    uid: 0,
    gid: 0,
    size: 0,
    mtime: 1,
    offset: 0,
    linkTarget: "../../../real",
  },
];

function copy(
  source: string,
  destination: string,
  options: Partial<CopyOperation> = {},
  rules: Partial<CopyRules> = {},
) {
  const operation: CopyOperation = {
    kind: "copy",
    instruction: "COPY",
    root: { kind: "context" },
    sources: [],
    destination,
    link: false,
    parents: false,
    excludes: [],
    ...options,
  };
  const draft = new LayerDraft(emptyTree().withLayer(digest, base));
  const { matches, includes } = selectSource(context, source, operation);
  for (const match of matches) {
    copyMatch({ draft, owner: undefined, mode: undefined, now: NOW, includes, ...rules }, match, destination);
  }
  return [...draft.entries()].map(({ path, file }) => ({ path, ...file }));
}

const paths = (...given: Parameters<typeof copy>) => copy(...given).map(({ path }) => path);

describe("copying", () => {
  it("puts a file under the destination's name, or into a folder if that ends in a slash", () => {
    expect(paths("one.txt", "/x")).toEqual(["x"]);
    expect(paths("one.txt", "/n/e/w/")).toEqual(["n", "n/e", "n/e/w", "n/e/w/one.txt"]);
    expect(paths("one.txt", "/real")).toEqual(["real", "real/one.txt"]);
  });

  it("copies what is in a folder, not the folder itself", () => {
    expect(paths("dir", "/to")).toEqual(["to", "to/a.txt", "to/b.md", "to/sub", "to/sub/c.txt"]);
  });

  it("creates folders as root with mode 755, and keeps the mode of folders it copies", () => {
    const made = copy("dir", "/n/to");
    expect(made.map(({ path, mode }) => [path, mode.toString(8)])).toEqual([
      ...[
        ["n", "755"],
        ["n/to", "755"],
        ["n/to/a.txt", "644"],
        ["n/to/b.md", "644"],
      ],
      ...[
        ["n/to/sub", "700"],
        ["n/to/sub/c.txt", "644"],
      ],
    ]);
  });

  it("applies --chown to the folders it creates, not to existing ones", () => {
    const owners = (to: string) =>
      copy("one.txt", to, {}, { owner: { uid: 7, gid: 8 } }).map(({ path, uid, gid }) => `${path} ${uid}:${gid}`);
    expect(owners("/new/")).toEqual(["new 7:8", "new/one.txt 7:8"]);
    expect(owners("/real/")).toEqual(["real 3:4", "real/one.txt 7:8"]);
  });

  it("applies an octal --chmod also to new folders, as BuildKit does", () => {
    const modes = copy("one.txt", "/new/", {}, { mode: parseModeChange("640") }).map(({ mode }) => mode.toString(8));
    expect(modes).toEqual(["640", "640"]);
  });

  it("follows a symlink as the source, and keeps links in a folder", () => {
    expect(copy("link", "/x")).toMatchObject([{ path: "x", type: "file" }]);
    expect(copy(".", "/all").find(({ path }) => path === "all/link")).toMatchObject({
      type: "symlink",
      linkTarget: "one.txt",
    });
  });

  it("follows symlinks of the destination inside the root, never out of it", () => {
    expect(paths("one.txt", "/up/")).toEqual(["real", "real/one.txt"]);
  });

  it("finds nothing behind a symlink that leads out of the context", () => {
    expect(() => copy("out", "/x")).toThrow(ProblemError);
  });

  it("reports what is missing", () => {
    expect(() => copy("no/such", "/x")).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({ code: "build/source-missing", detail: '"/no/such": not found' }),
      }),
    );
  });

  it.each([
    ["one.tx", "one.txt"],
    ["DIR/a.txt", "dir/a.txt"],
    ["c.txt", "dir/sub/c.txt"],
  ])("says what %s was most likely meant to be", (source, near) => {
    const next = expect.stringContaining(`Did you mean "${near}"?`);
    expect(() => copy(source, "/x")).toThrow(expect.objectContaining({ problem: expect.objectContaining({ next }) }));
  });

  it("matches wildcards in one part of a path at a time, and copies nothing where none match", () => {
    expect(paths("d?r/*.txt", "/w/")).toEqual(["w", "w/a.txt"]);
    expect(paths("*.nothing", "/w/")).toEqual([]);
  });

  it("does not put a file where a folder is, nor a folder where a file is", () => {
    expect(() => copy("dir", "/real")).toThrow(/cannot replace to directory \/real\/a.txt with file/);
  });

  it("keeps the tree above the source with --parents", () => {
    expect(paths("dir/sub/c.txt", "/p/", { parents: true })).toEqual(["p", "p/dir", "p/dir/sub", "p/dir/sub/c.txt"]);
    expect(paths("dir/./sub/c.txt", "/p/", { parents: true })).toEqual(["p", "p/sub", "p/sub/c.txt"]);
    expect(paths("dir/**/*.txt", "/p/", { parents: true })).toEqual([
      ...["p", "p/dir", "p/dir/a.txt", "p/dir/sub", "p/dir/sub/c.txt"],
    ]);
  });

  it("restarts the tree of --parents at each /./, resolves .. before matching, and copies whole folders", () => {
    expect(paths("./dir/sub", "/p/", { parents: true })).toEqual(["p", "p/dir", "p/dir/sub", "p/dir/sub/c.txt"]);
    expect(paths("dir/././sub/c.txt", "/p/", { parents: true })).toEqual(["p", "p/sub", "p/sub/c.txt"]);
    expect(paths("dir/sub/../a.txt", "/p/", { parents: true })).toEqual(["p", "p/dir", "p/dir/a.txt"]);
    expect(paths("d*/./sub", "/p/", { parents: true })).toEqual(["p", "p/sub", "p/sub/c.txt"]);
    expect(paths("**/none", "/p/", { parents: true })).toEqual(["p"]);
    expect(() => paths("dir/./none", "/p/", { parents: true })).toThrow('"/dir/none": not found');
  });

  it("skips what --exclude names", () => {
    expect(paths("dir", "/e", { excludes: ["*.md", "sub"] })).toEqual(["e", "e/a.txt"]);
  });
});
