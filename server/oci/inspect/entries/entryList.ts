import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { placedBy, type TreeNode } from "#server/oci/store/treeNode.ts";
import type { FileNames } from "../fileNames.ts";
import { entryRows, type LayerStep } from "./entryRows.ts";
import { linkedNames } from "./linkedNames.ts";
import type { EntryRows } from "./rowColumns.ts";

/** The paths of a layer or of a merged root, with what each shows. What only some questions need is worked out when asked. */
export class EntryList {
  readonly rows: EntryRows;
  readonly step: LayerStep;
  #namesAfter: FileNames | undefined;
  #namesBefore: FileNames | undefined;

  constructor(step: LayerStep, of: "layer" | "root") {
    this.step = step;
    this.rows = entryRows(step, of);
  }

  /** Absolute paths by row; the root's is empty. One at a time: all of them take more memory than their rows. */
  *paths(): Generator<string> {
    const above: { readonly path: string; readonly end: number }[] = [];
    for (let row = 0; row < this.rows.count; row += 1) {
      while (row >= (above.at(-1)?.end ?? Number.POSITIVE_INFINITY)) above.pop();
      const path = row === 0 ? "" : `${above.at(-1)?.path ?? ""}/${this.nodeOf(row).name}`;
      above.push({ path, end: this.rows.endOf(row) });
      yield path;
    }
  }

  pathOf(row: number): string {
    const names: string[] = [];
    for (let at = row; at > 0; at = this.rows.parentOf(at)) names.push(this.nodeOf(at).name);
    return `/${names.reverse().join("/")}`;
  }

  nodeOf(row: number): TreeNode {
    return this.rows.nodeOf(row) ?? this.step.after;
  }

  /** Bytes of a file's content, 0 for anything else. */
  sizeOf(row: number): number {
    return this.nodeOf(row).inode.entry.size;
  }

  /** As `ls` would show it: in the state below for what the layer deletes. */
  entryOf(row: number): LayerEntry {
    const node = this.nodeOf(row);
    if (node.hardLink === undefined) return placedBy(node).entry;
    return this.#names(row).entryOf({ path: this.pathOf(row).slice(1), node });
  }

  /** How many names its file has. */
  linksOf(row: number): number {
    return this.#names(row).countOf(this.nodeOf(row).inode);
  }

  /** The row of a folder's path, or of a file that replaced one; undefined if there is none. */
  rowOf(path: string): number | undefined {
    let row: number | undefined = 0;
    for (const part of path.split("/")) {
      if (part !== "" && row !== undefined) row = this.#childOf(row, part);
    }
    return row;
  }

  childrenOf(row: number): number[] {
    const end = this.rows.endOf(row);
    const children: number[] = [];
    for (let at = row + 1; at < end; at = this.rows.endOf(at)) children.push(at);
    return children;
  }

  #childOf(row: number, name: string): number | undefined {
    return this.childrenOf(row).find((child) => this.nodeOf(child).name === name);
  }

  #names(row: number): FileNames {
    if (this.rows.changeOf(row) === "deleted") {
      this.#namesBefore ??= linkedNames(this.step.before);
      return this.#namesBefore;
    }
    this.#namesAfter ??= linkedNames(this.step.after);
    return this.#namesAfter;
  }
}
