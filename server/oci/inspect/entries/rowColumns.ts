import type { Change } from "#contract/image.ts";
import type { TreeNode } from "#server/oci/store/treeNode.ts";
import { CHUNK_ROWS, giveChunks, type RowChunk, takeChunk } from "./rowMemory.ts";

/**
 * Paths as a walk through folders meets them, names in order: whatever is in a folder follows it, up to its end. Row 0 is
 * the root.
 */
export interface EntryRows {
  readonly count: number;
  /** By row of a path that the layer changed: what was there. */
  readonly replaced: ReadonlyMap<number, TreeNode>;
  nodeOf(row: number): TreeNode | undefined;
  /** The row of each row's folder; −1 for the root. */
  parentOf(row: number): number;
  /** The first row that is not in the folder. */
  endOf(row: number): number;
  changeOf(row: number): Change;
  /** False for a folder that only leads to others: the layer does not have it. */
  isListed(row: number): boolean;
  /** Lets other rows have the memory: these must not be read again. */
  release(): void;
}

export interface Row {
  readonly change: Change;
  readonly isListed: boolean;
}

const CHANGES: readonly Change[] = ["unchanged", "added", "changed", "deleted"];
const LISTED = 4;

/** Rows in columns, because an image has hundreds of thousands of them. */
export class RowColumns implements EntryRows {
  readonly #chunks: RowChunk[] = [];
  readonly #replaced = new Map<number, TreeNode>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get replaced(): ReadonlyMap<number, TreeNode> {
    return this.#replaced;
  }

  /** Returns its number. */
  add(node: TreeNode, before: TreeNode | undefined, parent: number, { change, isListed }: Row): number {
    const row = this.#count;
    this.#count += 1;
    const at = row % CHUNK_ROWS;
    const { nodes, parents, ends, marks } = this.#chunkOf(row) ?? this.#nextChunk();
    nodes[at] = node;
    parents[at] = parent;
    ends[at] = row + 1;
    marks[at] = CHANGES.indexOf(change) + (isListed ? LISTED : 0);
    if (change === "changed" && before !== undefined) this.#replaced.set(row, before);
    return row;
  }

  /** All that is in a row's folder was added. A folder that is not listed and leads nowhere is removed again. */
  close(row: number): void {
    const ends = this.#chunkOf(row)?.ends;
    if (row > 0 && !this.isListed(row) && this.#count === row + 1) this.#count = row;
    else if (ends !== undefined) ends[row % CHUNK_ROWS] = this.#count;
  }

  nodeOf(row: number): TreeNode | undefined {
    return this.#chunkOf(row)?.nodes[row % CHUNK_ROWS];
  }

  parentOf(row: number): number {
    return this.#chunkOf(row)?.parents[row % CHUNK_ROWS] ?? 0;
  }

  endOf(row: number): number {
    return this.#chunkOf(row)?.ends[row % CHUNK_ROWS] ?? 0;
  }

  changeOf(row: number): Change {
    return CHANGES[this.#marksOf(row) & ~LISTED] ?? "unchanged";
  }

  isListed(row: number): boolean {
    return (this.#marksOf(row) & LISTED) !== 0;
  }

  release(): void {
    giveChunks(this.#chunks.splice(0));
    this.#count = 0;
  }

  #marksOf(row: number): number {
    return this.#chunkOf(row)?.marks[row % CHUNK_ROWS] ?? 0;
  }

  #chunkOf(row: number): RowChunk | undefined {
    return this.#chunks[Math.floor(row / CHUNK_ROWS)];
  }

  #nextChunk(): RowChunk {
    const chunk = takeChunk();
    this.#chunks.push(chunk);
    return chunk;
  }
}
