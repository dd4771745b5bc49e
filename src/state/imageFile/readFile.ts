import type { Digest } from "#contract/names/digest.ts";
import { type FilePart, getFilePart } from "../../api/imageFile.ts";
import type { Result } from "../../api/result.ts";

/** Where the bytes of a version are. */
export interface BytesPlace {
  readonly image: Digest;
  readonly path: string;
  readonly layer: number;
}

/** Bytes of one request. */
export const CHUNK = 128 * 1024;

export function readPart(
  { image, path, layer }: BytesPlace,
  range: { readonly from: number; readonly length: number },
  signal?: AbortSignal,
): Promise<Result<FilePart>> {
  return getFilePart(image, { path, layer, ...range }, signal);
}

/** A file's text, a chunk at a time, when the next one is asked for. It ends at a failure. */
export async function* readText(place: BytesPlace, signal: AbortSignal): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  for (let from = 0, size = 1; from < size; from += CHUNK) {
    const part = await readPart(place, { from, length: CHUNK }, signal);
    if (!part.ok) return;
    size = part.value.size;
    yield decoder.decode(part.value.bytes, { stream: from + CHUNK < size });
  }
}
