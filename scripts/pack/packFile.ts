import fs from "node:fs";
import path from "node:path";

/** A file of the archive. */
export interface PackFile {
  /** In the archive, below its one folder. */
  readonly path: string;
  readonly isProgram: boolean;
  readonly content: { readonly file: string; readonly size: number } | { readonly text: string };
}

export function sizeOf({ content }: PackFile): number {
  return "text" in content ? Buffer.byteLength(content.text) : content.size;
}

/** The files below a folder, or a single file, in order; paths relative to `root`. Links are followed. */
export function* filesBelow(root: string, place: string): Generator<PackFile> {
  const file = path.join(root, place);
  const stat = fs.statSync(file);
  if (stat.isDirectory()) {
    for (const name of fs.readdirSync(file).sort()) yield* filesBelow(root, path.posix.join(place, name));
  } else if (stat.isFile()) {
    yield { path: place, isProgram: (stat.mode & 0o100) !== 0, content: { file, size: stat.size } };
  }
}
