import { create } from "zustand";
import { readStored, writeStored } from "../../lib/storage.ts";

interface HistoryView {
  /** Whole commands and IDs: `docker history --no-trunc`. */
  readonly full: boolean;
  /** Bytes, and times as they are stored: `docker history --human=false`. */
  readonly raw: boolean;
  /** The newest row first, as Docker has it, or the order of the Dockerfile. */
  readonly newestFirst: boolean;
}

const KEY = "strata.history";
const isView = (value: unknown): value is HistoryView =>
  typeof value === "object" &&
  value !== null &&
  ["full", "raw", "newestFirst"].every((key) => typeof Reflect.get(value, key) === "boolean");

/** How the history is shown. */
export const useHistoryView = create<HistoryView>(
  () => readStored(KEY, isView) ?? { full: false, raw: false, newestFirst: true },
);

export function changeHistoryView(change: Partial<HistoryView>): void {
  useHistoryView.setState(change);
  writeStored(KEY, useHistoryView.getState());
}
