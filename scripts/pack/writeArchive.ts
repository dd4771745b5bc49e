import fs from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { TAR_END, tarHeader, tarPadding } from "../../server/oci/tar/tarWriter.ts";
import { type PackFile, sizeOf } from "./packFile.ts";

export interface ArchiveOptions {
  readonly output: string;
  /** The one folder that everything is in. */
  readonly folder: string;
  /** Of all files, in seconds since the epoch. */
  readonly mtime: number;
  /** Of gzip. */
  readonly level: number;
  /** Told the bytes written so far, before compression. */
  readonly onProgress: (bytes: number) => void;
}

/** Writes a tar.gz: the same files give the same bytes. Resolves to its size. A file of that name is replaced at the end. */
export async function writeArchive(files: readonly PackFile[], options: ArchiveOptions): Promise<number> {
  const { output, level } = options;
  const partial = `${output}.partial`;
  try {
    await pipeline(Readable.from(tarOf(files, options)), createGzip({ level }), fs.createWriteStream(partial));
    fs.renameSync(partial, output);
  } finally {
    fs.rmSync(partial, { force: true });
  }
  return fs.statSync(output).size;
}

async function* tarOf(
  files: readonly PackFile[],
  { folder, mtime, onProgress }: ArchiveOptions,
): AsyncGenerator<Uint8Array> {
  let written = 0;
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const size = sizeOf(file);
    const mode = file.isProgram ? 0o755 : 0o644;
    yield tarHeader({ path: `${folder}/${file.path}`, type: "file", mode, uid: 0, gid: 0, size, mtime });
    for await (const chunk of contentOf(file)) {
      yield chunk;
      written += chunk.length;
      onProgress(written);
    }
    yield tarPadding(size);
  }
  yield TAR_END;
}

async function* contentOf({ content }: PackFile): AsyncGenerator<Buffer> {
  if ("text" in content) yield Buffer.from(content.text);
  // A file that grows meanwhile must not shift what follows.
  else if (content.size > 0)
    yield* fs.createReadStream(content.file, { end: content.size - 1, highWaterMark: 1 << 20 });
}
