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
  #paths: string[] | undefined;
  #namesAfter: FileNames | undefined;
  #namesBefore: FileNames | undefined;

  constructor(step: LayerStep, of: "layer" | "root") {
    this.step = step;
    this.rows = entryRows(step, of);
  }

  /** Absolute paths by row; the root's is empty. */
  paths(): readonly string[] {
    if (this.#paths !== undefined) return this.#paths;
    const paths: string[] = [];
    const { nodes, parents } = this.rows;
    for (const [row, { name }] of nodes.entries()) paths.push(row === 0 ? "" : `${paths[parents[row] ?? 0]}/${name}`);
    this.#paths = paths;
    return paths;
  }

  pathOf(row: number): string {
    const names: string[] = [];
    const { parents } = this.rows;
    for (let at = row; at > 0; at = parents[at] ?? 0) names.push(this.nodeOf(at).name);
    return `/${names.reverse().join("/")}`;
  }

  nodeOf(row: number): TreeNode {
    return this.rows.nodes[row] ?? this.step.after;
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
    if (this.rows.changeOf(row) === "deleted") {
      this.#namesBefore ??= linkedNames(this.step.before);
      return this.#namesBefore;
    }
    this.#namesAfter ??= linkedNames(this.step.after);
    return this.#namesAfter;
  }
}
