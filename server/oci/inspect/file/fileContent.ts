import type { FileContent } from "#server/oci/store/treeContent.ts";
import type { InspectedLayers } from "../inspectedImage.ts";
import { treeAt } from "./treeAt.ts";

/** A file's bytes, and its name. */
export interface FoundContent {
  /** The real path, absolute. */
  readonly path: string;
  readonly content: FileContent;
}

/** Why there are no bytes: the path does not exist, or is not a file. */
export type NoContent = "not-found" | "not-a-file";

/** The bytes at a path as a layer shows it, symbolic links followed inside the root. */
export function fileContent(image: InspectedLayers, path: string, layer?: number): FoundContent | NoContent {
  const found = treeAt(image, layer)?.lookup(path);
  if (!found) return "not-found";
  const { entry, layer: holder } = found.node.inode;
  if (entry.type !== "file") return "not-a-file";
  const { offset, size, sparse } = entry;
  return { path: `/${found.path}`, content: { layer: holder, entry: { offset, size, ...(sparse && { sparse }) } } };
}
