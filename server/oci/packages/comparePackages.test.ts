import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import type { ComparedPackages } from "#contract/imageComparison.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import { openLayerWriter } from "#server/oci/store/layerWriter.ts";
import { temporaryStore } from "#server/oci/store/storeFixture.ts";
import { readContent } from "#server/oci/store/treeContent.ts";
import { comparePackages } from "./comparePackages.ts";
import { rpmHeaderOf } from "./rpmFixture.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

function compare(...sides: [Files, Files]): ComparedPackages {
  const { blobs } = temporaryStore();
  const [a, b] = sides.map((files) => {
    const writer = openLayerWriter(blobs);
    for (const [path, text] of Object.entries(files)) {
      const content = Buffer.from(text);
      const entry = { path, type: "file", mode: 0o644, uid: 0, gid: 0, mtime: 0, size: content.length } as const;
      writer.add(entry, content.length > 0 ? [content] : []);
    }
    return openFileTree(blobs, [writer.finish().diffId]);
  });
  if (a === undefined || b === undefined) throw new Error("two sides");
  return comparePackages(a, b, (inode) => readContent(blobs, inode));
}

const inWords = ({ differences }: ComparedPackages): string[] =>
  differences.map(({ system, name, a = "-", b = "-" }) => `${system} ${name} ${a} ${b}`);

const deb = (name: string, version: string, state = "install ok installed") =>
  `Package: ${name}\nStatus: ${state}\nArchitecture: amd64\nVersion: ${version}\nDescription: it\n is\n Version: no\n`;

describe("the packages of two images", () => {
  it("are those that dpkg says are installed", () => {
    const before = [deb("bash", "5.1"), deb("curl", "7"), deb("gone", "1", "deinstall ok config-files")].join("\n");
    const after = [deb("bash", "5.2"), deb("vim", "9")].join("\n");
    const found = compare({ "var/lib/dpkg/status": before }, { "var/lib/dpkg/status": after });
    expect(inWords(found)).toEqual(["dpkg bash 5.1 5.2", "dpkg curl 7 -", "dpkg vim - 9"]);
    expect(found.systems).toEqual([{ system: "dpkg", a: 2, b: 2 }]);
  });

  it("are read from distroless's files, one for each package", () => {
    const status = (version: string) => ({
      "var/lib/dpkg/status.d/base": `Package: base-files\nVersion: ${version}\n`,
      "var/lib/dpkg/status.d/base.md5sums": "Package: no\nVersion: 1\n",
    });
    expect(inWords(compare(status("12"), status("13")))).toEqual(["dpkg base-files 12 13"]);
  });

  it("are read from apk's list, in either place", () => {
    const list = (version: string) => `C:Q1x=\nP:musl\nV:${version}\nA:x86_64\nF:lib\nR:ld\n\nP:busybox\nV:1.36\n`;
    const found = compare({ "lib/apk/db/installed": list("1.2.4") }, { "usr/lib/apk/db/installed": list("1.2.5") });
    expect(inWords(found)).toEqual(["apk musl 1.2.4 1.2.5"]);
  });

  it("are read from Python's and npm's folders, each place on its own", () => {
    const python = "usr/lib/python3/dist-packages";
    const npm = (version: string) => JSON.stringify({ name: "@a/b", version });
    const found = compare(
      {
        [`${python}/six-1.16.dist-info/METADATA`]: "Metadata-Version: 2.1\nName: six\nVersion: 1.16\n\nVersion: no\n",
        [`${python}/old.egg-info`]: "Name: old\nVersion: 1\n",
        "app/node_modules/@a/b/package.json": npm("1.0.0"),
        "app/node_modules/@a/b/lib/package.json": npm("9.9.9"),
        "app/node_modules/x/node_modules/@a/b/package.json": npm("3.0.0"),
      },
      {
        [`${python}/six-1.17.dist-info/METADATA`]: "Metadata-Version: 2.1\nName: six\nVersion: 1.17\n",
        "app/node_modules/@a/b/package.json": npm("2.0.0"),
        "app/node_modules/x/node_modules/@a/b/package.json": npm("3.0.0"),
      },
    );
    expect(inWords(found)).toEqual(["pip old 1 -", "pip six 1.16 1.17", "npm @a/b 1.0.0 2.0.0"]);
    expect(found.differences.at(-1)?.place).toBe("/app/node_modules");
    expect(found.systems).toEqual([
      { system: "pip", a: 2, b: 1 },
      { system: "npm", a: 2, b: 2 },
    ]);
  });

  it("are read from rpm's database, with the epoch", () => {
    const found = compare(
      { "var/lib/rpm/rpmdb.sqlite": rpmDatabase([{ name: "bash", version: "5.1", release: "1.el9" }]) },
      { "var/lib/rpm/rpmdb.sqlite": rpmDatabase([{ name: "bash", version: "5.1", release: "2.el9", epoch: 1 }]) },
    );
    expect(inWords(found)).toEqual(["rpm bash 5.1-1.el9 1:5.1-2.el9"]);
  });

  it("are named as not read in rpm's older formats", () => {
    const found = compare({ "var/lib/rpm/Packages": "bdb" }, { "usr/lib/sysimage/rpm/Packages.db": "ndb" });
    expect(found.unread).toEqual([
      { side: "a", path: "/var/lib/rpm/Packages", why: "format" },
      { side: "b", path: "/usr/lib/sysimage/rpm/Packages.db", why: "format" },
    ]);
  });
});

describe("a hostile database", () => {
  const rpm = (database: string | Uint8Array) => compare({ "var/lib/rpm/rpmdb.sqlite": database }, { a: "" });

  it("of rpm that is cut, or no database at all, is damaged", () => {
    const whole = rpmDatabase([{ name: "bash", version: "1", release: "1" }]);
    for (const database of ["SQLite format 3\0", "nothing", whole.subarray(0, 5000), whole.subarray(0, 100)])
      expect(rpm(database).unread).toMatchObject([{ side: "a", why: "damaged" }]);
  });

  it("whose table is a view that never ends is not asked", () => {
    const endless =
      "CREATE VIEW Packages AS WITH RECURSIVE n(blob) AS (SELECT 1 UNION ALL SELECT blob FROM n) SELECT blob FROM n";
    expect(rpm(sqliteFile((db) => db.exec(endless))).unread).toMatchObject([{ why: "damaged" }]);
    const computed = "CREATE TABLE Packages (hnum INTEGER PRIMARY KEY, blob BLOB AS (zeroblob(1000000000)))";
    expect(rpm(sqliteFile((db) => db.exec(computed))).unread).toMatchObject([{ why: "damaged" }]);
  });

  it("with headers that lie about their length has no packages", () => {
    const lying = Buffer.from(rpmHeaderOf({ name: "bash", version: "1", release: "1" }));
    const blobs = [lying.subarray(0, 3), Buffer.alloc(8, 0xff), lying.subarray(0, 30)];
    expect(rpm(rpmDatabase([], blobs)).systems).toEqual([]);
  });

  it("of npm that is not JSON is damaged, and one of dpkg without an end is read", () => {
    const found = compare(
      { "a/node_modules/x/package.json": "{", "b/node_modules/y/package.json": "null" },
      { "var/lib/dpkg/status": `Package: ${"a".repeat(500_000)}\nVersion: 1` },
    );
    expect(found.unread).toEqual([{ side: "a", path: "/a/node_modules/x/package.json", why: "damaged" }]);
    expect(found.differences[0]?.name).toHaveLength(300);
  });

  it("with twenty thousand packages is cut to what is shown", () => {
    const status = Array.from({ length: 20_000 }, (_, index) => deb(`p${index}`, "1")).join("\n");
    const found = compare({ a: "" }, { "var/lib/dpkg/status": status });
    expect([found.differences.length, found.total]).toEqual([5000, 20_000]);
  });
});

function rpmDatabase(packages: readonly Parameters<typeof rpmHeaderOf>[0][], more: readonly Uint8Array[] = []): Buffer {
  return sqliteFile((db) => {
    db.exec("CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT,blob BLOB NOT NULL)");
    const insert = db.prepare("INSERT INTO Packages (blob) VALUES (?)");
    for (const blob of [...packages.map(rpmHeaderOf), ...more]) insert.run(blob);
  });
}

function sqliteFile(write: (db: DatabaseSync) => void): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "strata-rpm-"));
  try {
    const db = new DatabaseSync(join(folder, "a.sqlite"));
    write(db);
    db.close();
    return readFileSync(join(folder, "a.sqlite"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
