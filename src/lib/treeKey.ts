/** A row of a tree as its keys see it, in view order. */
export interface TreeKeyRow {
  readonly key: string;
  readonly depth: number;
  /** Undefined if it can't be expanded. */
  readonly expanded?: boolean | undefined;
  /** A remark between the rows: keys pass over it. */
  readonly note?: boolean;
  /** What typing its first letters looks for; undefined if nothing is known of it yet. */
  readonly name?: string | undefined;
}

/** The rows of a tree in view order, maybe far more than are in memory. */
export interface TreeRows<Row extends TreeKeyRow> {
  readonly length: number;
  at(index: number): Row | undefined;
  /** −1 if no row has it. */
  indexOf(key: string): number;
  /** Of the row that a row is in; −1 if it is at the top. */
  parentOf(index: number): number;
}

/** What a key does in a tree (WAI-ARIA authoring practices, tree view). */
export type TreeAction = {
  /** `expand-siblings`: all folders beside the row, and itself. */
  readonly kind: "select" | "activate" | "expand" | "collapse" | "expand-siblings";
  /** Of the row it is done to. */
  readonly key: string;
};

/** Rows that are all in memory. */
export function listedRows<Row extends TreeKeyRow>(rows: readonly Row[]): TreeRows<Row> {
  return {
    length: rows.length,
    at: (index) => rows[index],
    indexOf: (key) => rows.findIndex((row) => !row.note && row.key === key),
    parentOf: (index) => {
      const depth = rows[index]?.depth ?? 0;
      return rows.slice(0, index).findLastIndex((row) => row.depth < depth);
    },
  };
}

export function treeKeyAction(
  pressed: string,
  rows: TreeRows<TreeKeyRow>,
  selected: string | undefined,
  /** Rows on the screen. */
  page = 10,
): TreeAction | undefined {
  const at = selected === undefined ? -1 : rows.indexOf(selected);
  switch (pressed) {
    case "ArrowDown":
      return select(rows, at + 1, 1);
    case "ArrowUp":
      return select(rows, (at < 0 ? rows.length : at) - 1, -1);
    case "Home":
      return select(rows, 0, 1);
    case "End":
      return select(rows, rows.length - 1, -1);
    case "PageDown":
      return select(rows, Math.min(at + page, rows.length - 1), -1);
    case "PageUp":
      return select(rows, Math.max(at - page, 0), 1);
  }
  const row = rows.at(at);
  return at < 0 || row === undefined ? undefined : rowKeyAction(pressed, rows, at, row);
}

function rowKeyAction(
  pressed: string,
  rows: TreeRows<TreeKeyRow>,
  at: number,
  { key, expanded }: TreeKeyRow,
): TreeAction | undefined {
  switch (pressed) {
    case "Enter":
    case " ":
      return { kind: "activate", key };
    case "*":
      return { kind: "expand-siblings", key };
    case "ArrowRight":
      if (expanded === undefined) return undefined;
      return expanded ? selectChild(rows, at) : { kind: "expand", key };
    case "ArrowLeft":
      return expanded ? { kind: "collapse", key } : select(rows, rows.parentOf(at), -1);
    default:
      return undefined;
  }
}

/** Rows that a typed text is compared with, at most. */
const TYPED_REACH = 20_000;

/** The next row whose name begins with what was typed, from the selected one on, and then from the top; in any case. */
export function typedRow(
  typed: string,
  rows: TreeRows<TreeKeyRow>,
  selected: string | undefined,
): TreeAction | undefined {
  const at = selected === undefined ? -1 : rows.indexOf(selected);
  // One letter goes on to the next row with it, more letters may still fit the row that is selected.
  const from = typed.length === 1 ? at + 1 : Math.max(at, 0);
  const wanted = typed.toLowerCase();
  for (let step = 0; step < Math.min(rows.length, TYPED_REACH); step++) {
    const row = rows.at((from + step) % rows.length);
    if (row && !row.note && row.name?.toLowerCase().startsWith(wanted)) return { kind: "select", key: row.key };
  }
  return undefined;
}

/** Undefined as long as what is in the folder is not there. */
function selectChild(rows: TreeRows<TreeKeyRow>, at: number): TreeAction | undefined {
  const depth = rows.at(at)?.depth ?? 0;
  return (rows.at(at + 1)?.depth ?? 0) > depth ? select(rows, at + 1, 1) : undefined;
}

/** The first row in a direction that is no note. */
function select(rows: TreeRows<TreeKeyRow>, from: number, step: 1 | -1): TreeAction | undefined {
  for (let at = from; at >= 0 && at < rows.length; at += step) {
    const row = rows.at(at);
    if (row && !row.note) return { kind: "select", key: row.key };
  }
  return undefined;
}
