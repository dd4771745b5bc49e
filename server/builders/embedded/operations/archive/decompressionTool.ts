import type { Compression } from "#server/oci/store/compression.ts";
import type { NodeCompression } from "#server/oci/store/decompress.ts";

/** Takes a piece of what comes out; false where no more is wanted. It may throw. */
export type TakePiece = (piece: Uint8Array) => boolean;

/** A program of the machine that unpacks what Node does not. */
export type DecompressionTool = Exclude<Compression, NodeCompression>;

export interface ToolRequest {
  readonly tool: DecompressionTool;
  readonly content: Iterable<Uint8Array>;
  readonly take: TakePiece;
  readonly signal: AbortSignal;
}

/**
 * Hands over what comes out; gives what is wrong with the packed bytes, where they break off or are none. Throws a
 * ProblemError where this machine has no such program, or where it passes a limit.
 */
export type DecompressWithTool = (request: ToolRequest) => Promise<Error | undefined>;
