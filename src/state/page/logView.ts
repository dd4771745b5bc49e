import { create } from "zustand";
import { readStored, writeStored } from "../../lib/storage.ts";

interface LogView {
  /** True if lines longer than the pane is wide go on in the next row. */
  readonly wrap: boolean;
}

/** While the focus is in the log. */
export const WRAP_KEY = "Alt+Z";

const KEY = "strata.log";

const isLogView = (value: unknown): value is LogView =>
  typeof value === "object" && value !== null && "wrap" in value && typeof value.wrap === "boolean";

/** How the log is displayed, remembered on this device. */
export const useLogView = create<LogView>(() => readStored(KEY, isLogView) ?? { wrap: false });

export function toggleLogWrap(): void {
  useLogView.setState(({ wrap }) => ({ wrap: !wrap }));
  writeStored(KEY, useLogView.getState());
}
