import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { placedBy, type TreeNode } from "#server/oci/store/treeNode.ts";
import type { FileNames } from "../fileNames.ts";
import { type EntryRows, type LayerStep, rowsOfLayer, rowsOfRoot } from "./entryRows.ts";
import { linkedNames } from "./linkedNames.ts";

/** The paths of a layer or of a merged root, with what each shows. What only some questions need is worked out when asked. */
export class EntryList {
  readonly rows: EntryRows;
  readonly step: LayerStep;
  #paths: string[] | undefined;
  #namesAfter: FileNames | undefined;
  #namesBefore: FileNames | undefined;

  constructor(step: LayerStep, of: "layer" | "root") {
    this.step = step;
    this.rows = of === "layer" ? rowsOfLayer(step) : rowsOfRoot(step);
  }

  /** Absolute paths by row; the root's is empty. */
  paths(): readonly string[] {
    if (this.#paths !== undefined) return this.#paths;
    const paths: string[] = [];
    const { rows, parents } = this.rows;
    for (const [index, { node }] of rows.entries()) {
      paths.push(index === 0 ? "" : `${paths[parents[index] ?? 0]}/${node.name}`);
    }
    this.#paths = paths;
    return paths;
  }

  pathOf(row: number): string {
    const names: string[] = [];
    const { rows, parents } = this.rows;
    for (let at = row; at > 0; at = parents[at] ?? 0) names.push(rows[at]?.node.name ?? "");
    return `/${names.reverse().join("/")}`;
  }

  nodeOf(row: number): TreeNode {
    return this.rows.rows[row]?.node ?? this.step.after;
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

  /** What was at a path below the layer. */
  below(path: string): TreeNode | undefined {
    let node: TreeNode | undefined = this.step.before;
    for (const part of path.split("/")) if (part !== "") node = node?.children?.get(part);
    return node;
  }

  childrenOf(row: number): number[] {
    const { ends } = this.rows;
    const end = ends[row] ?? 0;
    const children: number[] = [];
    for (let at = row + 1; at < end; at = ends[at] ?? end) children.push(at);
    return children;
  }

  #childOf(row: number, name: string): number | undefined {
    return this.childrenOf(row).find((child) => this.nodeOf(child).name === name);
  }

  #names(row: number): FileNames {
    if (this.rows.rows[row]?.change === "deleted") {
      this.#namesBefore ??= linkedNames(this.step.before);
      return this.#namesBefore;
    }
    this.#namesAfter ??= linkedNames(this.step.after);
    return this.#namesAfter;
  }
}
