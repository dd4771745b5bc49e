import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync } from "node:zlib";
import type { ComparedPackages } from "#contract/imageComparison.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import { openLayerWriter } from "#server/oci/store/layerWriter.ts";
import { temporaryStore } from "#server/oci/store/storeFixture.ts";
import { readContent } from "#server/oci/store/treeContent.ts";
import { comparePackages } from "./comparePackages.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

/** For tests: the packages of two images with these files, by path. */
export function compareFiles(...sides: [Files, Files]): ComparedPackages {
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

/** For tests: a paragraph of dpkg's status. */
export const deb = (name: string, version: string, state = "install ok installed") =>
  `Package: ${name}\nStatus: ${state}\nArchitecture: amd64\nVersion: ${version}\nDescription: it\n is\n Version: no\n`;

/** For tests: the header of a package, as an rpm database has it. */
export function rpmHeaderOf(tags: {
  readonly name: string;
  readonly version: string;
  readonly release: string;
  readonly epoch?: number;
}): Uint8Array {
  const epoch = Buffer.alloc(4);
  epoch.writeUInt32BE(tags.epoch ?? 0);
  const values = [
    { tag: 1000, type: 6, bytes: Buffer.from(`${tags.name}\0`) },
    { tag: 1001, type: 6, bytes: Buffer.from(`${tags.version}\0`) },
    { tag: 1002, type: 6, bytes: Buffer.from(`${tags.release}\0`) },
    ...(tags.epoch === undefined ? [] : [{ tag: 1003, type: 4, bytes: epoch }]),
  ];
  const data = Buffer.concat(values.map(({ bytes }) => bytes));
  const header = Buffer.alloc(8 + values.length * 16);
  header.writeUInt32BE(values.length, 0);
  header.writeUInt32BE(data.length, 4);
  let at = 0;
  for (const [index, { tag, type, bytes }] of values.entries()) {
    for (const [field, value] of [tag, type, at, 1].entries()) header.writeUInt32BE(value, 8 + index * 16 + field * 4);
    at += bytes.length;
  }
  return Buffer.concat([header, data]);
}

/** For tests: an `rpmdb.sqlite` with these packages, and with further headers. */
export function rpmDatabase(
  packages: readonly Parameters<typeof rpmHeaderOf>[0][],
  more: readonly Uint8Array[] = [],
): Buffer {
  return sqliteFile((db) => {
    db.exec("CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT,blob BLOB NOT NULL)");
    const insert = db.prepare("INSERT INTO Packages (blob) VALUES (?)");
    for (const blob of [...packages.map(rpmHeaderOf), ...more]) insert.run(blob);
  });
}

/** For tests: a `Packages.db` with these blobs, as rpm's own `ndb` writes it: an empty slot is between them. */
export function ndbFile(...blobs: readonly Uint8Array[]): Buffer {
  const page = Buffer.alloc(4096);
  const parts = blobs.map((blob, at) => {
    const head = Buffer.alloc(16);
    [at + 1, 0, blob.length].map((value, field) => head.writeUInt32LE(value, 4 + field * 4));
    head.write("BlbS", "latin1");
    return Buffer.concat([head, blob, Buffer.alloc(16 - (blob.length % 16))]);
  });
  for (let at = 32; at < 4096; at += 16) page.write("Slot", at, "latin1");
  let block = 4096 / 16;
  for (const [at, part] of parts.entries()) {
    const blocks = part.length / 16;
    [at + 1, block, blocks].map((value, field) => page.writeUInt32LE(value, 32 + at * 32 + 4 + field * 4));
    block += blocks;
  }
  page.write("RpmP", "latin1");
  page.writeUInt32LE(1, 12);
  return Buffer.concat([page, ...parts]);
}

/** For tests: a database of three packages that rpm 4.18 wrote, and the same in Berkeley DB 5.3: `testdata/README.md`. */
export function realDatabase(name: string): Buffer {
  return gunzipSync(readFileSync(join(import.meta.dirname, "testdata", `${name}.gz`)));
}

/** For tests: the bytes of a database. */
export function sqliteFile(write: (db: DatabaseSync) => void): Buffer {
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
