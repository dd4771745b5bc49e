import { isUtf8 } from "node:buffer";
import { problemError } from "#contract/problemError.ts";
import { MAX_INLINE_TEXT, type WorkspaceFile } from "#contract/workspace.ts";
import { textFile } from "#contract/workspaceFiles.ts";
import type { ConsoleServices } from "../command/consoleServices.ts";

/** Longer texts are stored as blobs: no editor handles them well. */
const INLINE_BYTES = Math.min(MAX_INLINE_TEXT, 1_000_000);

export type FileContent = string | Uint8Array | AsyncIterable<Uint8Array>;

/** Content as a file: text if it is, or else a blob, which the owner may refer to from now on. */
export async function storeContent(
  { blobs, bodies, uploads }: Pick<ConsoleServices, "blobs" | "bodies" | "uploads">,
  owner: string,
  { path, mode, content }: { readonly path: string; readonly mode: number; readonly content: FileContent },
): Promise<WorkspaceFile> {
  const writer = blobs.writer();
  const start: Uint8Array[] = [];
  let size = 0;
  const write = (bytes: Uint8Array) => {
    writer.write(bytes);
    size += bytes.length;
  };
  try {
    for await (const chunk of chunksOf(content)) {
      if (size + chunk.length > uploads.bytes) throw tooLarge(path, uploads.bytes);
      if (size <= INLINE_BYTES) start.push(chunk);
      write(chunk);
    }
    const bytes = size <= INLINE_BYTES ? Buffer.concat(start) : undefined;
    if (bytes !== undefined && isUtf8(bytes) && !bytes.includes(0)) return textFile(path, bytes.toString("utf8"), mode);
    const blob = writer.finish();
    await bodies.workspaces.noteSent(owner, blob);
    return { path, kind: "blob", mode, blob, size };
  } finally {
    writer.abort();
  }
}

async function* chunksOf(content: FileContent): AsyncGenerator<Uint8Array, void> {
  if (typeof content === "string") yield Buffer.from(content);
  else if (content instanceof Uint8Array) yield content;
  else yield* content;
}

function tooLarge(path: string, limit: number) {
  return problemError("workspace/too-large", `${path} would be larger than ${limit} bytes.`, {
    next: "Write a smaller file.",
  });
}
