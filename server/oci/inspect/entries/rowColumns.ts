import type { Change } from "#contract/image.ts";
import type { TreeNode } from "#server/oci/store/treeNode.ts";

/**
 * Paths as a walk through folders meets them, names in order: whatever is in a folder follows it, up to its end. Row 0 is
 * the root. Columns, because an image has hundreds of thousands of them.
 */
export interface EntryRows {
  readonly count: number;
  readonly nodes: readonly TreeNode[];
  /** By row of a path that the layer changed: what was there. */
  readonly befores: ReadonlyMap<number, TreeNode>;
  /** The row of each row's folder; −1 for the root. */
  readonly parents: Int32Array;
  /** The first row that is not in the folder. */
  readonly ends: Int32Array;
  changeOf(row: number): Change;
  /** False for a folder that only leads to others: the layer does not have it. */
  isListed(row: number): boolean;
}

export interface Row {
  readonly change: Change;
  readonly isListed: boolean;
}

const CHANGES: readonly Change[] = ["unchanged", "added", "changed", "deleted"];
const LISTED = 4;

/** Where rows are collected before their number is known: one walk at a time, whose columns are then copied. */
const draft = { parents: new Int32Array(1024), ends: new Int32Array(1024), marks: new Uint8Array(1024) };

/** Collects rows. Not two at the same time. */
export class RowColumns {
  readonly #nodes: TreeNode[] = [];
  readonly #befores = new Map<number, TreeNode>();

  /** Returns its number. */
  add(node: TreeNode, before: TreeNode | undefined, parent: number, { change, isListed }: Row): number {
    const row = this.#nodes.push(node) - 1;
    if (row >= draft.parents.length) grow();
    draft.parents[row] = parent;
    draft.ends[row] = row + 1;
    draft.marks[row] = CHANGES.indexOf(change) + (isListed ? LISTED : 0);
    if (change === "changed" && before !== undefined) this.#befores.set(row, before);
    return row;
  }

  /** All that is in a row's folder was added. A folder that is not listed and leads nowhere is removed again. */
  close(row: number): void {
    const isListed = ((draft.marks[row] ?? 0) & LISTED) !== 0;
    if (row > 0 && !isListed && this.#nodes.length === row + 1) this.#nodes.pop();
    else draft.ends[row] = this.#nodes.length;
  }

  rows(): EntryRows {
    const count = this.#nodes.length;
    const marks = draft.marks.slice(0, count);
    return {
      count,
      nodes: this.#nodes,
      befores: this.#befores,
      parents: draft.parents.slice(0, count),
      ends: draft.ends.slice(0, count),
      changeOf: (row) => CHANGES[(marks[row] ?? 0) & ~LISTED] ?? "unchanged",
      isListed: (row) => ((marks[row] ?? 0) & LISTED) !== 0,
    };
  }
}

function grow(): void {
  const length = draft.parents.length * 2;
  draft.parents = copied(draft.parents, new Int32Array(length));
  draft.ends = copied(draft.ends, new Int32Array(length));
  draft.marks = copied(draft.marks, new Uint8Array(length));
}

function copied<Column extends Int32Array | Uint8Array>(from: Column, into: Column): Column {
  into.set(from);
  return into;
}
