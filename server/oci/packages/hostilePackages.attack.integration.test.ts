import { describe, expect, it } from "vitest";
import { compareFiles, deb, ndbFile, realDatabase, rpmDatabase, rpmHeaderOf, sqliteFile } from "./packageFixture.ts";

describe("attacks with a database of packages", () => {
  const rpm = (database: string | Uint8Array) => compareFiles({ "var/lib/rpm/rpmdb.sqlite": database }, { a: "" });

  it("one of rpm that is cut, or is no database at all, is named as damaged", () => {
    const whole = rpmDatabase([{ name: "bash", version: "1", release: "1" }]);
    for (const database of ["SQLite format 3\0", "nothing", whole.subarray(0, 5000), whole.subarray(0, 100)])
      expect(rpm(database).unread).toMatchObject([{ side: "a", why: "damaged" }]);
  });

  it("one of rpm whose table is a view that never ends, or computes gigabytes, is not asked", () => {
    const endless =
      "CREATE VIEW Packages AS WITH RECURSIVE n(blob) AS (SELECT 1 UNION ALL SELECT blob FROM n) SELECT blob FROM n";
    expect(rpm(sqliteFile((db) => db.exec(endless))).unread).toMatchObject([{ why: "damaged" }]);
    const computed = "CREATE TABLE Packages (hnum INTEGER PRIMARY KEY, blob BLOB AS (zeroblob(1000000000)))";
    expect(rpm(sqliteFile((db) => db.exec(computed))).unread).toMatchObject([{ why: "damaged" }]);
  });

  it("one of rpm with headers that lie about their length has no packages", () => {
    const lying = Buffer.from(rpmHeaderOf({ name: "bash", version: "1", release: "1" }));
    const blobs = [lying.subarray(0, 3), Buffer.alloc(8, 0xff), lying.subarray(0, 30)];
    expect(rpm(rpmDatabase([], blobs)).systems).toEqual([]);
  });

  it("one of Berkeley DB that is cut, or has a byte wrong anywhere, never takes more than its own bytes", () => {
    const whole = realDatabase("Packages-big-endian");
    const isKnown = ({ unread, systems }: ReturnType<typeof compareFiles>) => unread.length + systems.length <= 1;
    for (let length = 0; length < whole.length; length += 997)
      expect(isKnown(compareFiles({ "var/lib/rpm/Packages": whole.subarray(0, length) }, { a: "" }))).toBe(true);
    for (let at = 0; at < whole.length; at += 61) {
      const wrong = Buffer.from(whole).fill(0xff, at, at + 4);
      expect(isKnown(compareFiles({ "var/lib/rpm/Packages": wrong }, { a: "" }))).toBe(true);
    }
  });

  it("one of Berkeley DB whose large value is a chain of pages in a circle ends as damaged", () => {
    const circle = realDatabase("Packages-big-endian");
    for (let page = 1; page < circle.length / 512; page += 1) {
      if (circle[page * 512 + 25] === 7) circle.writeUInt32BE(page, page * 512 + 16);
      if (circle[page * 512 + 25] === 7) circle.writeUInt16BE(1, page * 512 + 22);
    }
    const { unread } = compareFiles({ "var/lib/rpm/Packages": circle }, { a: "" });
    expect(unread).toMatchObject([{ why: "damaged" }]);
  });

  it("one of SUSE whose slots all have the same blob, or one that ends outside, is named as damaged", () => {
    const file = ndbFile(Buffer.alloc(3000));
    for (let at = 48; at < 4096; at += 16) file.copy(file, at, 32, 48);
    const outside = ndbFile(Buffer.alloc(3000));
    outside.writeUInt32LE(0xffff_ffff, 4096 + 12);
    for (const database of [file, outside, ndbFile().subarray(0, 100), Buffer.alloc(5000)])
      expect(compareFiles({ "var/lib/rpm/Packages.db": database }, { a: "" }).unread).toMatchObject([
        { why: "damaged" },
      ]);
  });

  it("one of npm that is not JSON is named as damaged, and a name of half a megabyte is cut", () => {
    const found = compareFiles(
      { "a/node_modules/x/package.json": "{", "b/node_modules/y/package.json": "null" },
      { "var/lib/dpkg/status": `Package: ${"a".repeat(500_000)}\nVersion: 1` },
    );
    expect(found.unread).toEqual([{ side: "a", path: "/a/node_modules/x/package.json", why: "damaged" }]);
    expect(found.differences[0]?.name).toHaveLength(300);
  });

  it("one with twenty thousand packages is cut to what is shown, and counted whole", () => {
    const status = Array.from({ length: 20_000 }, (_, index) => deb(`p${index}`, "1")).join("\n");
    const found = compareFiles({ a: "" }, { "var/lib/dpkg/status": status });
    expect([found.differences.length, found.total]).toEqual([5000, 20_000]);
  });
});
