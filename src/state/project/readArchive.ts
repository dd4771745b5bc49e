import { type Exported, readExported } from "../workspace/packWorkspace.ts";
import { ARCHIVES } from "./archiveTypes.ts";
import { messages } from "./messages.ts";
import { type ProjectEntry, UnreadableProject } from "./projectEntry.ts";
import { readTar } from "./readTar.ts";
import { readZip, readZipComment } from "./readZip.ts";

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;

const endOf = (name: string) =>
  (Object.keys(ARCHIVES) as (keyof typeof ARCHIVES)[]).find((end) => name.toLowerCase().endsWith(end));

export const isArchive = (name: string): boolean => endOf(name) !== undefined;

/** The name without what says that it is an archive. */
export const archiveName = (name: string): string => name.slice(0, name.length - (endOf(name)?.length ?? 0));

/**
 * The entries of an archive. It is unpacked in the page, not by the server: what .dockerignore names is never sent, a
 * person decides by the counts before anything is, and it works without a connection. Throws {@link UnreadableProject}.
 */
export async function readArchive(file: File, signal: AbortSignal): Promise<ProjectEntry[]> {
  const end = endOf(file.name);
  if (end === undefined) throw new UnreadableProject(messages.broken);
  try {
    const kind = ARCHIVES[end];
    if (kind === "zip") return await readZip(file);
    return await readTar(unpacked(file, kind), signal);
  } catch (cause) {
    if (signal.aborted || cause instanceof UnreadableProject) throw cause;
    throw new UnreadableProject(messages.broken, { cause });
  }
}

/** What an archive says of the workspace that it was exported from; undefined if it was not. */
export async function exportedIn(file: File): Promise<Exported | undefined> {
  return endOf(file.name) === ".zip" ? readExported(await readZipComment(file)) : undefined;
}

/** The tar in a compressed archive; undefined if it is a plain tar. */
export async function unpackedTar(file: File): Promise<Bytes | undefined> {
  const end = endOf(file.name);
  const kind = end === undefined ? "tar" : ARCHIVES[end];
  if (kind === "zip") throw new UnreadableProject(messages.broken);
  return kind === "tar" ? undefined : unpacked(file, kind);
}

function unpacked(file: File, kind: "gzip" | "zstd" | "tar"): Bytes {
  const bytes: Bytes = file.stream();
  if (kind === "gzip") return bytes.pipeThrough(new DecompressionStream("gzip"));
  return kind === "zstd" ? unpackZstd(bytes) : bytes;
}

/** Browsers can't do it yet. The library is loaded with the first such archive. */
function unpackZstd(bytes: Bytes): Bytes {
  const loading = import("fzstd");
  let push: ((chunk: Uint8Array, final?: boolean) => void) | undefined;
  return bytes.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      start: async (controller) => {
        const { Decompress } = await loading;
        const stream = new Decompress((chunk) => controller.enqueue(new Uint8Array(chunk)));
        push = (chunk, final) => stream.push(chunk, final);
      },
      transform: (chunk) => push?.(chunk),
      flush: () => push?.(new Uint8Array(0), true),
    }),
  );
}
