import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { Compression } from "#server/oci/store/compression.ts";
import { decompress, isDamage, isNodeCompression, type NodeCompression } from "#server/oci/store/decompress.ts";
import type { DecompressWithTool, TakePiece } from "./decompressionTool.ts";

/** What files are unpacked with. */
export interface Decompressing {
  readonly blobs: BlobStore;
  readonly decompressWithTool: DecompressWithTool;
  readonly signal: AbortSignal;
}

/** Something compressed. */
export interface Packed {
  readonly name: string;
  readonly compression: Compression;
  /** Bytes, as packed. */
  readonly size: number;
  /** Its bytes, from the start. */
  readonly pieces: () => Iterable<Uint8Array>;
}

/** Hands over what comes out; returns what is wrong with the packed bytes if they break off or aren't packed. */
export async function decompressContent(
  session: Decompressing,
  packed: Packed,
  take: TakePiece,
): Promise<Error | undefined> {
  const { compression } = packed;
  if (isNodeCompression(compression)) return await decompressHere(session.signal, compression, packed, take);
  return await session.decompressWithTool({
    tool: compression,
    content: packed.pieces(),
    take,
    signal: session.signal,
  });
}

/** Bytes: a tar's block. */
const SMALL_CHUNK = 512;

async function decompressHere(
  signal: AbortSignal,
  compression: NodeCompression,
  { pieces }: Pick<Packed, "pieces">,
  take: TakePiece,
): Promise<Error | undefined> {
  let taken = 0;
  const run = async (chunkSize?: number) => {
    for await (const piece of decompress(compression, streamed(pieces()), chunkSize)) {
      signal.throwIfAborted();
      taken += piece.length;
      if (!take(piece)) return;
    }
  };
  const damage = await damageIn(compression, run());
  // What is small and damaged may have lost all of it: what did come out says whether it is an archive.
  return damage !== undefined && taken === 0 ? await damageIn(compression, run(SMALL_CHUNK)) : damage;
}

async function damageIn(compression: NodeCompression, run: Promise<void>): Promise<Error | undefined> {
  try {
    await run;
    return undefined;
  } catch (error) {
    if (error instanceof Error && isDamage(error))
      return new Error(`${compression}: ${error.message}`, { cause: error });
    throw error;
  }
}

async function* streamed(content: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* content;
}
