import { posix } from "node:path";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import type { SmallFile, SmallFiles } from "#server/oci/store/smallFiles.ts";

export interface ArchivedFile {
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
}

/** What lists the images of an archive. */
const TOP = ["manifest.json", "index.json"];
/** Linux's limit. */
const MAX_LINKS = 40;

export type ReceivedFile = ArchivedFile | SmallFile;

/** The files of an archive, and the links between them. */
export class ArchiveFiles {
  readonly #small: SmallFiles;
  readonly #files = new Map<string, ReceivedFile | { readonly link: string }>();

  constructor(small: SmallFiles) {
    this.#small = small;
  }

  add(path: string, found: ReceivedFile | { readonly link: string }): void {
    if (this.#files.has(path)) throw invalid(`It has ${JSON.stringify(path)} twice.`);
    this.#files.set(path, found);
  }

  /** A further name of a file. Throws a ProblemError (image/invalid). */
  addLink(path: string, target: string): void {
    this.add(path, this.#find(target)?.file ?? missing(target));
  }

  /** A file, in the store. Undefined if there is none. */
  get(path: string): ArchivedFile | undefined {
    const found = this.#find(path);
    if (found === undefined) return undefined;
    if ("digest" in found.file) return found.file;
    const file = { digest: this.#small.keep(found.file), size: found.file.size };
    this.#files.set(found.path, file);
    return file;
  }

  /** Those in the only folder that has an OCI layout, if there is none at the top: the folder itself was packed. */
  unwrapped(): ArchiveFiles {
    const folders = [...this.#files.keys()].flatMap((path) => /^([^/]+)\/oci-layout$/.exec(path)?.[1] ?? []);
    const [folder] = folders;
    if (folder === undefined || folders.length > 1 || TOP.some((name) => this.#files.has(name))) return this;
    const inner = new ArchiveFiles(this.#small);
    for (const [path, file] of this.#files) {
      if (path.startsWith(`${folder}/`)) inner.add(path.slice(folder.length + 1), file);
    }
    return inner;
  }

  /** Throws a ProblemError (image/invalid). */
  require(path: string): ArchivedFile {
    return this.get(path) ?? missing(path);
  }

  /** Through links. */
  #find(path: string): { readonly path: string; readonly file: ReceivedFile } | undefined {
    let at = nameInArchive(path);
    for (let links = 0; links < MAX_LINKS; links += 1) {
      const found = this.#files.get(at);
      if (found === undefined) return undefined;
      if (!("link" in found)) return { path: at, file: found };
      at = nameInArchive(posix.join(posix.dirname(at), found.link));
    }
    return undefined;
  }
}

function missing(path: string): never {
  throw invalid(`It does not contain ${JSON.stringify(path)}.`);
}

/** A name in the archive. Throws a ProblemError if it leads out of it. */
export function nameInArchive(path: string): string {
  const plain = posix.normalize(path).replace(/^\.\//, "").replace(/\/$/, "");
  if (!plain.startsWith("/") && plain !== ".." && !plain.startsWith("../")) return plain;
  throw invalid(`The path ${JSON.stringify(path)} leads out of it.`);
}

const NEXT = "Load an archive that docker save, buildx, or skopeo wrote.";

/** The file that came can't be read as a tar at all. */
export function noTar(cause: unknown) {
  return problemError("image/invalid", "The file is not a tar archive.", { next: NEXT }, { cause });
}

export function invalid(why: string, cause?: unknown, next = NEXT) {
  return problemError("image/invalid", `The archive is not valid. ${why}`, { next }, { cause });
}
