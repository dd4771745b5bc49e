import type { Compression } from "#server/oci/store/compression.ts";
import type { NodeCompression } from "#server/oci/store/decompress.ts";

/** Takes one piece of the output; false to stop. It may throw. */
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
 * Hands over what comes out; returns what is wrong with the packed bytes if they break off or aren't packed. Throws a
 * ProblemError if this machine has no such program, or if it exceeds a limit.
 */
export type DecompressWithTool = (request: ToolRequest) => Promise<Error | undefined>;
