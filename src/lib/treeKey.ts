/** A row of a tree as its keys see it, in view order. */
export interface TreeKeyRow {
  readonly key: string;
  readonly depth: number;
  /** Undefined if it can't be expanded. */
  readonly expanded?: boolean | undefined;
  /** A remark between the rows: keys pass over it. */
  readonly note?: boolean;
}

/** What a key does in a tree (WAI-ARIA authoring practices, tree view). */
export type TreeAction = {
  readonly kind: "select" | "activate" | "expand" | "collapse";
  /** Of the row it is done to. */
  readonly key: string;
};

export function treeKeyAction(
  pressed: string,
  rows: readonly TreeKeyRow[],
  selected: string | undefined,
): TreeAction | undefined {
  const at = rows.findIndex((row) => !row.note && row.key === selected);
  const row = rows[at];
  switch (pressed) {
    case "ArrowDown":
      return select(rows, at, 1);
    case "ArrowUp":
      return select(rows, at < 0 ? rows.length : at, -1);
    case "Home":
      return select(rows, -1, 1);
    case "End":
      return select(rows, rows.length, -1);
  }
  if (!row) return undefined;
  const { key, expanded } = row;
  switch (pressed) {
    case "Enter":
    case " ":
      return { kind: "activate", key };
    case "ArrowRight":
      if (expanded === undefined) return undefined;
      return expanded ? select(rows, at, 1) : { kind: "expand", key };
    case "ArrowLeft":
      return expanded ? { kind: "collapse", key } : selectParent(rows, at);
    default:
      return undefined;
  }
}

/** The next row in a direction that is no note. */
function select(rows: readonly TreeKeyRow[], from: number, step: 1 | -1): TreeAction | undefined {
  for (let at = from + step; at >= 0 && at < rows.length; at += step) {
    const row = rows[at];
    if (row && !row.note) return { kind: "select", key: row.key };
  }
  return undefined;
}

function selectParent(rows: readonly TreeKeyRow[], at: number): TreeAction | undefined {
  const depth = rows[at]?.depth ?? 0;
  const parent = rows.slice(0, at).findLast((row) => row.depth < depth);
  return parent && { kind: "select", key: parent.key };
}
