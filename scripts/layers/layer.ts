export interface Layer {
  /** A folder; a file belongs to the longest one that it lies in. `x/*` is one layer for each folder in x. */
  readonly folder: string;
  /** Only the files right in the folder; folders below need rows of their own. */
  readonly isFlat?: true;
  /** Folders (with all below them), or single files. A layer may always import itself. */
  readonly may: readonly string[];
  /** Packages: all if absent. `node:*` stands for all of Node's. */
  readonly packages?: readonly string[];
  /** The right way for who may not: one sentence. */
  readonly instead: string;
}
