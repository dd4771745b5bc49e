import { folderOf } from "#contract/contextPath.ts";
import type { FileRow } from "./fileTree.ts";

/** What a key does in the tree, following the ARIA practices for tree views. */
export type TreeMove =
  | { readonly kind: "focus"; readonly path: string }
  | { readonly kind: "toggle"; readonly path: string }
  | { readonly kind: "open"; readonly path: string }
  | { readonly kind: "rename"; readonly path: string }
  | { readonly kind: "delete"; readonly path: string };

export function treeMove(key: string, rows: readonly FileRow[], focused: string): TreeMove | undefined {
  const index = rows.findIndex(({ path }) => path === focused);
  const row = rows[index];
  if (!row) return undefined;
  const focus = (to: FileRow | undefined): TreeMove | undefined => to && { kind: "focus", path: to.path };
  switch (key) {
    case "ArrowDown":
      return focus(rows[index + 1]);
    case "ArrowUp":
      return focus(rows[index - 1]);
    case "Home":
      return focus(rows[0]);
    case "End":
      return focus(rows.at(-1));
    case "ArrowRight":
      if (row.expanded === false) return { kind: "toggle", path: row.path };
      return row.expanded ? focus(rows[index + 1]) : undefined;
    case "ArrowLeft":
      if (row.expanded) return { kind: "toggle", path: row.path };
      return focus(rows.find(({ path }) => path === folderOf(row.path)));
    case "Enter":
    case " ":
      return { kind: row.expanded === undefined ? "open" : "toggle", path: row.path };
    case "F2":
      return { kind: "rename", path: row.path };
    case "Delete":
      return { kind: "delete", path: row.path };
    default:
      return focus(startingWith(key, rows, index));
  }
}

/** The next row after the focused one, wrapping around, whose name starts with the typed letter. */
function startingWith(key: string, rows: readonly FileRow[], index: number): FileRow | undefined {
  if ([...key].length !== 1) return undefined;
  const after = [...rows.slice(index + 1), ...rows.slice(0, index + 1)];
  return after.find(({ name }) => name.toLowerCase().startsWith(key.toLowerCase()));
}
