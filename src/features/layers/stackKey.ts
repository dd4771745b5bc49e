import { isFoldable, type StrataRow } from "./strataRow.ts";

/** What a key does in the stack. */
export interface KeyAction {
  kind: "select" | "open" | "toggle";
  row: StrataRow;
}

/** `rows` in visible order. Up and down select, Enter opens, right and left fold the base image and stages. */
export function stackKeyAction(
  key: string,
  rows: readonly StrataRow[],
  selectedKey: string | undefined,
): KeyAction | undefined {
  const at = rows.findIndex((row) => row.key === selectedKey);
  const select = (row: StrataRow | undefined) => row && { kind: "select" as const, row };
  switch (key) {
    case "ArrowDown":
      return select(rows[Math.min(at + 1, rows.length - 1)]);
    case "ArrowUp":
      return select(rows[Math.max(at - 1, 0)]);
    case "Home":
      return select(rows[0]);
    case "End":
      return select(rows.at(-1));
  }
  const row = rows[at];
  if (!row) return undefined;
  if (key === "Enter" || key === " ") return { kind: row.stage === undefined ? "open" : "toggle", row };
  if (!isFoldable(row)) return undefined;
  const toggles = key === (row.expanded ? "ArrowLeft" : "ArrowRight");
  return toggles ? { kind: "toggle", row } : undefined;
}
