import { isFolder, parentPath, type TreeRow } from "./treeRows.ts";

/** What a key does in the tree (WAI-ARIA authoring practices, tree view). */
export type TreeAction =
  | { readonly kind: "select"; readonly path: string }
  | { readonly kind: "activate"; readonly row: TreeRow }
  | { readonly kind: "expand" | "collapse"; readonly path: string };

export function treeKeyAction(
  key: string,
  rows: readonly TreeRow[],
  selected: string | undefined,
): TreeAction | undefined {
  const at = rows.findIndex((row) => row.kind === "entry" && row.entry.path === selected);
  const row = rows[at];
  switch (key) {
    case "ArrowDown":
      return select(rows, at, 1);
    case "ArrowUp":
      return select(rows, at < 0 ? rows.length : at, -1);
    case "Home":
      return select(rows, -1, 1);
    case "End":
      return select(rows, rows.length, -1);
  }
  if (row?.kind !== "entry") return undefined;
  const { entry, expanded } = row;
  switch (key) {
    case "Enter":
    case " ":
      return { kind: "activate", row };
    case "ArrowRight":
      if (!isFolder(entry)) return undefined;
      return expanded ? select(rows, at, 1) : { kind: "expand", path: entry.path };
    case "ArrowLeft":
      if (expanded) return { kind: "collapse", path: entry.path };
      return parentPath(entry.path) === "/" ? undefined : { kind: "select", path: parentPath(entry.path) };
    default:
      return undefined;
  }
}

/** The next row in a direction that is an entry. */
function select(rows: readonly TreeRow[], from: number, step: 1 | -1): TreeAction | undefined {
  for (let at = from + step; at >= 0 && at < rows.length; at += step) {
    const row = rows[at];
    if (row?.kind === "entry") return { kind: "select", path: row.entry.path };
  }
  return undefined;
}
