import { manyParts, oldSparse, pax00, pax01, pax10 } from "./sparseTars.ts";
import { dir, gnuLong, hardLink, pax, symlink, tar, type Written } from "./writeTar.ts";

export interface ForeignImage {
  readonly layers: readonly Buffer[];
  /** How the registry stores the layers; gzip by default. */
  readonly compression?: "gzip" | "zstd" | "plain";
  readonly history?: readonly object[];
  /** The instructions built on it; a label by default. */
  readonly instructions?: string;
}

const file = (name: string, content = name) => ({ name, content });
const gone = (name: string) => ({ name: name.replace(/[^/]*$/, ".wh.$&") });
const emptied = (name: string) => ({ name: `${name}/.wh..wh..opq` });
const BELOW = tar(dir("d"), file("d/a", "first"), file("d/b", "second"), dir("d/deep"), file("d/deep/c"), file("top"));

/** For images that Docker's overlay can't show to a RUN either: a RUN sees other files, or fails. */
const ONLY_SHOWN = "LABEL checked=1";

/** Two layers: `BELOW`, and one with these members. */
function above(...members: readonly (Written | Buffer)[]): ForeignImage {
  return { layers: [BELOW, tar(...members)] };
}

/** The numbers of /dev/null. */
const DEVICE = { 329: Buffer.from("0000001"), 337: Buffer.from("0000003") };
/** cap_net_raw, effective and permitted. */
const CAPABILITY = Buffer.from("0100000200200000000000000000000000000000", "hex");
const LONG = `${"long/".repeat(40)}name`;

/** Ways to write tars. */
const FORMATS: Readonly<Record<string, ForeignImage>> = {
  "v7 headers": { layers: [tar({ ...file("v7/"), content: "", format: "v7" }, { ...file("v7/f"), format: "v7" })] },
  "GNU headers with base-256 numbers": {
    layers: [tar({ ...file("big"), format: "gnu", uid: 5_000_000, gid: 2 ** 31, mtime: -5 })],
  },
  "GNU long names": {
    layers: [tar(gnuLong("L", LONG, file("cut")), gnuLong("K", LONG, { name: "l", flag: "2" }), file("after"))],
  },
  "a ustar prefix": { layers: [tar({ ...file("name"), prefix: "some/folders/before" })] },
  "pax records": {
    layers: [
      tar(
        pax(
          [
            ["path", "päx/name"],
            ["mtime", "1700000000.75"],
            ["uid", "3000000"],
            ["gid", "4"],
          ],
          file("cut"),
        ),
        pax([["linkpath", LONG]], { name: "link", flag: "2" }),
        pax([["SCHILY.xattr.user.a", Buffer.from([0, 1, 255])]], file("x")),
      ),
    ],
  },
  "global pax records": {
    layers: [tar(pax([["uid", "7"]], undefined, "g"), file("a"), pax([["uid", "8"]], file("b")), file("c"))],
  },
  "names that are no UTF-8": { layers: [tar({ name: Buffer.from("gr\xfcn/\xff", "latin1"), content: "x" })] },
  "old GNU sparse files": { layers: [tar(oldSparse("s"), manyParts("t"), file("after"))] },
  "pax sparse files 0.0": { layers: [tar(pax00("s"), file("after"))] },
  "pax sparse files 0.1": { layers: [tar(pax01("s"), file("after"))] },
  "pax sparse files 1.0": { layers: [tar(pax10("s"), file("after"))] },
  "sparse files without holes, and all hole": {
    layers: [
      tar(
        pax10("full", [[0, 1024]], Buffer.alloc(1024, "text\n"), 1024),
        pax10("hole", [], Buffer.alloc(0), 4096),
        oldSparse("old", [], 2048),
      ),
    ],
  },
  "zstd layers": { ...above(file("z")), compression: "zstd" },
  "plain layers": { ...above(file("plain")), compression: "plain" },
  "an empty layer": { layers: [BELOW, tar(), tar(file("z"))] },
  "the same layer twice": { layers: [BELOW, BELOW] },
  devices: {
    layers: [
      tar(
        { name: "null", flag: "3", mode: 0o666, raw: DEVICE },
        { name: "pipe", flag: "6" },
        { name: "disk", flag: "4", raw: DEVICE },
      ),
    ],
  },
};

/** Ways to write names, and places for them. */
const NAMES: Readonly<Record<string, ForeignImage>> = {
  "names that begin with ./ and /": {
    layers: [tar(dir("./"), dir("./x/"), file("./x/f"), file("/abs"), file("x//y"))],
  },
  "a root with a mode of its own": { layers: [tar(dir("./", { mode: 0o700, uid: 5 }), file("f"))] },
  "missing parents": { layers: [tar(file("no/such/folder/f"))] },
  "a parent after what is in it": { layers: [tar(file("p/f"), dir("p", { mode: 0o700 }))] },
  "the same file twice": { layers: [tar(file("f", "first"), file("f", "second one"))] },
  "a file, then a folder, then a file": { layers: [tar(file("f", "first"), dir("f"), file("f/x"), file("f", "last"))] },
  "a link among the parents": { layers: [tar(dir("real"), symlink("link", "real"), file("link/f"))] },
  "a link of a lower layer among the parents": {
    layers: [tar(dir("real"), file("real/old"), symlink("link", "real")), tar(file("link/f"))],
  },
  "a link that leads nowhere among the parents": { layers: [tar(symlink("link", "../../gone"), file("link/f"))] },
  "a link to a missing folder among the parents": {
    layers: [tar(dir("d"), symlink("d/link", "new/folder"), file("d/link/f"), symlink("abs", "/other"), file("abs/g"))],
  },
  "a loop of links": { layers: [tar(symlink("a", "b"), symlink("b", "a"), file("c"))] },
  "links to folders and files": {
    layers: [tar(dir("d"), file("d/f"), symlink("abs", "/d"), symlink("rel", "d/../d/f"), symlink("out", "../../d"))],
  },
};

/** What a layer may do to those below. */
const CHANGES: Readonly<Record<string, ForeignImage>> = {
  "a whiteout before what replaces it": above(gone("d/a"), file("d/a", "other")),
  "a whiteout after what replaces it": above(file("d/a", "other"), gone("d/a")),
  "a whiteout of nothing": { ...above(gone("nothing"), gone("no/thing")), instructions: ONLY_SHOWN },
  "a whiteout of a folder": above(gone("d")),
  "an opaque folder": above(dir("d"), emptied("d"), file("d/new")),
  "an opaque folder without an entry, after its content": above(file("d/deep/new"), emptied("d/deep")),
  "an opaque root": { ...above({ name: ".wh..wh..opq" }, file("new")), instructions: ONLY_SHOWN },
  "a folder deleted and made again": above(gone("d"), dir("d"), file("d/b", "second")),
  "a whiteout below a folder that became a link": above(
    gone("d/a"),
    symlink("d", "elsewhere"),
    dir("elsewhere"),
    file("elsewhere/a"),
  ),
  "a whiteout below a link of a lower layer": {
    instructions: ONLY_SHOWN,
    layers: [tar(dir("real"), file("real/a"), symlink("link", "real")), tar(gone("link/a"))],
  },
  "a file that became a folder": above(dir("top"), file("top/f")),
  "a file that became a folder without an entry": above(file("top/f")),
  "a folder that became a file": above(file("d", "now a file")),
  "a folder with another mode": above(dir("d", { mode: 0o700 }), dir("d/deep", { mtime: 1 })),
  "a file stored again": above(
    file("d/a", "first"),
    { ...file("d/b", "second"), mtime: 5 },
    { ...file("top"), mode: 0o600 },
  ),
  "a file stored again by another owner, and one with other bytes of the same number": above(
    { ...file("d/a", "first"), uid: 9 },
    file("d/b", "dnoces"),
  ),
  "a file stored again with attributes": above(pax([["SCHILY.xattr.user.new", "x"]], file("d/a", "first"))),
  "a file that became a link to a file": above(symlink("d/a", "b")),
};

const LINKED = tar(file("one", "linked content"), hardLink("two", "one"), hardLink("dir/three", "/one"));

const HARD_LINKS: Readonly<Record<string, ForeignImage>> = {
  "hard links": { layers: [LINKED] },
  "a hard link whose first name goes": { layers: [LINKED, tar(gone("one"))] },
  "hard links that go one by one": {
    layers: [LINKED, tar(gone("one")), tar(file("two", "other")), tar(gone("dir/three"))],
  },
  "hard links whose last name is overwritten": {
    layers: [LINKED, tar(gone("one"), gone("dir/three")), tar(file("two", "other"))],
  },
  "hard links that go with their folders": {
    layers: [tar(file("x/a", "linked"), hardLink("y/a", "x/a")), tar(gone("x")), tar(emptied("y"))],
  },
  "a hard link to a lower layer": {
    instructions: ONLY_SHOWN,
    layers: [BELOW, tar(hardLink("again", "d/a")), tar(gone("d"))],
  },
  "a hard link in place of another file": { instructions: ONLY_SHOWN, layers: [BELOW, tar(hardLink("d/b", "d/a"))] },
  "a hard link to a link": { layers: [tar(symlink("s", "nowhere"), hardLink("h", "s"))] },
  "a first name stored twice": { layers: [tar(file("f", "first"), hardLink("h", "f"), file("f", "second"))] },
};

const MORE_LINKS: Readonly<Record<string, ForeignImage>> = {
  "hard links that go together, one of them overwritten": {
    layers: [LINKED, tar(gone("one"), file("two", "other"), gone("dir/three"))],
  },
  "a hard link with a mode of its own": { layers: [tar(file("f"), { ...hardLink("h", "f"), mode: 0o600 })] },
  "a hard link through a link": {
    layers: [tar(dir("real"), file("real/f"), symlink("link", "real"), hardLink("h", "link/f"))],
  },
  "the same file twice through a link": {
    layers: [tar(dir("real"), symlink("link", "real"), file("link/f", "one"), file("link/f", "other"))],
  },
  "a link to a folder of a lower layer among the parents": {
    layers: [tar(dir("real"), file("real/a")), tar(symlink("link", "real"), file("link/f"))],
  },
  capabilities: { layers: [tar(pax([["SCHILY.xattr.security.capability", CAPABILITY]], file("f")))] },
  "whiteouts with ./": above({ name: "./d/.wh.a" }, { name: "./d/deep/.wh..wh..opq" }),
  "bookkeeping of AUFS": above(dir(".wh..wh.plnk"), file(".wh..wh.plnk/1.2"), file(".wh..wh.aufs")),
};

const row = (created_by: string, empty_layer = false) => ({ created_by, ...(empty_layer && { empty_layer }) });
const ON_TOP = "ENV A=1\nCOPY f /own/f\nWORKDIR /w";
const THREE = [BELOW, tar(gone("d/a")), tar(file("d/a", "again"))];

const HISTORIES: Readonly<Record<string, ForeignImage>> = {
  "no history": { layers: THREE, history: [], instructions: ON_TOP },
  "a short history": { layers: THREE, history: [row("COPY only one")], instructions: ON_TOP },
  "a history of empty rows": {
    layers: THREE,
    history: [row("ENV A=1", true), row("CMD x", true)],
    instructions: ON_TOP,
  },
  "a long history": {
    layers: [BELOW],
    history: [row("RUN a"), row("RUN b"), row("RUN c")],
    instructions: ON_TOP,
  },
  "rows of the old builder": {
    layers: [BELOW],
    history: [
      row("/bin/sh -c #(nop) ADD file:1 in / "),
      row('/bin/sh -c #(nop)  CMD ["sh"]', true),
      row("|1 A=b /bin/sh -c make", true),
    ],
    instructions: ON_TOP,
  },
  "rows with nothing in them": { layers: THREE, history: [{}, {}, {}], instructions: ON_TOP },
  "no history, and nothing built on it": { layers: THREE, history: [], instructions: "" },
};

/** Images that none of our builders makes, by what is unusual about them. */
export const FOREIGN_IMAGES: Readonly<Record<string, ForeignImage>> = {
  ...{ ...FORMATS, ...NAMES, ...CHANGES },
  ...{ ...HARD_LINKS, ...MORE_LINKS, ...HISTORIES },
};
