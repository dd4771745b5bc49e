import { describe, expect, it } from "vitest";
import type { ComparedPackages } from "#contract/imageComparison.ts";
import { compareFiles, deb, ndbFile, realDatabase, rpmDatabase, rpmHeaderOf } from "./packageFixture.ts";

const inWords = ({ differences }: ComparedPackages): string[] =>
  differences.map(({ system, name, a = "-", b = "-" }) => `${system} ${name} ${a} ${b}`);

describe("the packages of two images", () => {
  it("are those that dpkg says are installed", () => {
    const before = [deb("bash", "5.1"), deb("curl", "7"), deb("gone", "1", "deinstall ok config-files")].join("\n");
    const after = [deb("bash", "5.2"), deb("vim", "9")].join("\n");
    const found = compareFiles({ "var/lib/dpkg/status": before }, { "var/lib/dpkg/status": after });
    expect(inWords(found)).toEqual(["dpkg bash 5.1 5.2", "dpkg curl 7 -", "dpkg vim - 9"]);
    expect(found.systems).toEqual([{ system: "dpkg", a: 2, b: 2 }]);
  });

  it("are read from distroless's files, one for each package", () => {
    const status = (version: string) => ({
      "var/lib/dpkg/status.d/base": `Package: base-files\nVersion: ${version}\n`,
      "var/lib/dpkg/status.d/base.md5sums": "Package: no\nVersion: 1\n",
    });
    expect(inWords(compareFiles(status("12"), status("13")))).toEqual(["dpkg base-files 12 13"]);
  });

  it("are read from apk's list, in either place", () => {
    const list = (version: string) => `C:Q1x=\nP:musl\nV:${version}\nA:x86_64\nF:lib\nR:ld\n\nP:busybox\nV:1.36\n`;
    const found = compareFiles(
      { "lib/apk/db/installed": list("1.2.4") },
      { "usr/lib/apk/db/installed": list("1.2.5") },
    );
    expect(inWords(found)).toEqual(["apk musl 1.2.4 1.2.5"]);
  });

  it("are read from Python's and npm's folders, each place on its own", () => {
    const python = "usr/lib/python3/dist-packages";
    const npm = (version: string) => JSON.stringify({ name: "@a/b", version });
    const found = compareFiles(
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
    const found = compareFiles(
      { "var/lib/rpm/rpmdb.sqlite": rpmDatabase([{ name: "bash", version: "5.1", release: "1.el9" }]) },
      { "var/lib/rpm/rpmdb.sqlite": rpmDatabase([{ name: "bash", version: "5.1", release: "2.el9", epoch: 1 }]) },
    );
    expect(inWords(found)).toEqual(["rpm bash 5.1-1.el9 1:5.1-2.el9"]);
  });

  it.each([
    ["rpmdb.sqlite", "rpmdb.sqlite"],
    ["Packages", "Packages-little-endian"],
    ["Packages", "Packages-big-endian"],
    ["Packages", "Packages-on-the-page"],
  ])("are read from a %s that rpm itself reads: %s", (file, name) => {
    const found = compareFiles({ a: "" }, { [`var/lib/rpm/${file}`]: realDatabase(name) });
    expect(inWords(found)).toEqual(["rpm bash - 5.2.26-3.fc40", "rpm gpg - 2:1.17-1", "rpm long - 1.0-1"]);
    expect(found.unread).toEqual([]);
  });

  it("are read from SUSE's Packages.db, without those of empty slots", () => {
    const [bash, zypper] = [
      { name: "bash", version: "4.4", release: "1" },
      { name: "zypper", version: "1.14", release: "2", epoch: 3 },
    ];
    const found = compareFiles(
      { "usr/lib/sysimage/rpm/Packages.db": ndbFile(rpmHeaderOf(bash)) },
      { "usr/lib/sysimage/rpm/Packages.db": ndbFile(rpmHeaderOf({ ...bash, version: "5.0" }), rpmHeaderOf(zypper)) },
    );
    expect(inWords(found)).toEqual(["rpm bash 4.4-1 5.0-1", "rpm zypper - 3:1.14-2"]);
  });

  it("are named as not read in a tree of Berkeley DB, which rpm never wrote", () => {
    const tree = realDatabase("Packages-little-endian");
    tree.writeUInt32LE(0x053162, 12);
    const found = compareFiles({ "var/lib/rpm/Packages": tree }, { a: "" });
    expect(found.unread).toEqual([{ side: "a", path: "/var/lib/rpm/Packages", why: "format" }]);
  });
});
