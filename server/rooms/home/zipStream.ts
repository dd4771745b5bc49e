import { Zip, ZipPassThrough } from "fflate";

/** A file of a ZIP archive, or a folder if its path ends with a slash. */
export interface ZipEntry {
  readonly path: string;
  /** Permission bits. */
  readonly mode: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Of files and folders, as Unix has them in the upper half of a ZIP's attributes. */
const FILE = 0o100000;
const FOLDER = 0o040000;
const UNIX = 3;

/** A ZIP archive with its files as they are, written while they are read: nothing but the current chunk is in memory. */
export async function* zipStream(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array, void> {
  const written: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    written.push(bytes);
  });
  for await (const { path, mode, chunks } of entries) {
    const file = new ZipPassThrough(path);
    file.os = UNIX;
    file.attrs = ((path.endsWith("/") ? FOLDER : FILE) | mode) * 0x10000;
    zip.add(file);
    for await (const chunk of chunks) {
      file.push(chunk);
      yield* written.splice(0);
    }
    file.push(new Uint8Array(), true);
    yield* written.splice(0);
  }
  zip.end();
  yield* written.splice(0);
}
