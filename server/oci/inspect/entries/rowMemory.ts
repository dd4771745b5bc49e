import { emptyTree } from "#server/oci/store/fileTree.ts";
import type { TreeNode } from "#server/oci/store/treeNode.ts";

/** The columns of so many rows. */
export interface RowChunk {
  readonly nodes: TreeNode[];
  readonly parents: Int32Array;
  readonly ends: Int32Array;
  readonly marks: Uint8Array;
}

export const CHUNK_ROWS = 1024;
/** Chunks that are kept for the next list: about 4 MB. */
const SPARE_CHUNKS = 200;
/** Stands where no node is. */
const NOTHING = emptyTree().root;

const spare: RowChunk[] = [];

/**
 * Memory for rows. The lists of an image with 60,000 files have a megabyte each, and a look at each of its layers makes one for
 * each: as garbage, they would outgrow what is in use before they are collected.
 */
export function takeChunk(): RowChunk {
  return spare.pop() ?? newChunk();
}

/** For the next who takes some. Whoever gives chunks back must not read them again. */
export function giveChunks(chunks: readonly RowChunk[]): void {
  for (const chunk of chunks) {
    if (spare.length === SPARE_CHUNKS) return;
    chunk.nodes.fill(NOTHING);
    spare.push(chunk);
  }
}

function newChunk(): RowChunk {
  return {
    nodes: new Array<TreeNode>(CHUNK_ROWS).fill(NOTHING),
    parents: new Int32Array(CHUNK_ROWS),
    ends: new Int32Array(CHUNK_ROWS),
    marks: new Uint8Array(CHUNK_ROWS),
  };
}
