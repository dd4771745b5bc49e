import { gzipSync } from "node:zlib";
import {
  PACK,
  PACKINGS,
  rollingBytes,
  tarOfFiles,
} from "#server/builders/embedded/operations/archive/archiveFixture.ts";
import type { ServedFile } from "#server/builders/embedded/operations/git/sourceServerFixture.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";

const DATED = { "last-modified": "Wed, 01 Jan 2020 00:00:00 GMT" };

/** One archive in each packing, larger than any buffer on its way. */
function largeArchives(): Record<string, ServedFile> {
  const tar = tarOfFiles({ big: rollingBytes(4_000_000), after: Buffer.from("after\n") });
  return Object.fromEntries(PACKINGS.map((name) => [`/large.${name}`, { body: PACK[name](tar), headers: DATED }]));
}

function archive(): Buffer {
  const body = Buffer.from("in an archive\n");
  const header = tarHeader({
    path: "packed/file",
    type: "file",
    mode: 0o640,
    uid: 7,
    gid: 8,
    size: body.length,
    mtime: 1e9,
  });
  return gzipSync(Buffer.concat([header, body, tarPadding(body.length), TAR_END]));
}

/** What the cases' ADD downloads, by path. */
export const SERVED_FILES: Readonly<Record<string, ServedFile>> = {
  "/file.txt": { body: "hello\n", headers: { "last-modified": "Wed, 01 Jan 2020 00:00:00 GMT" } },
  "/undated": { body: "undated\n" },
  "/named": { body: "named\n", headers: { "content-disposition": 'attachment; filename="other.txt"' } },
  "/folder/": { body: "index\n" },
  "/moved": { body: "", status: 302, headers: { location: "/file.txt" } },
  "/archive.tar.gz": { body: archive(), headers: { "last-modified": "Wed, 01 Jan 2020 00:00:00 GMT" } },
  "/a%20b": { body: "space\n" },
  ...largeArchives(),
};
