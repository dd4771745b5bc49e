import { create } from "zustand";
import { readStored, writeStored } from "../../lib/storage.ts";

interface TerminalView {
  /** True if output is also text that screen readers announce; it makes terminals slower. */
  readonly screenReader: boolean;
}

const KEY = "strata.terminal";

const isTerminalView = (value: unknown): value is TerminalView =>
  typeof value === "object" && value !== null && "screenReader" in value && typeof value.screenReader === "boolean";

/** How terminals are displayed, remembered on this device. */
export const useTerminalView = create<TerminalView>(() => readStored(KEY, isTerminalView) ?? { screenReader: false });

export function toggleScreenReader(): void {
  useTerminalView.setState(({ screenReader }) => ({ screenReader: !screenReader }));
  writeStored(KEY, useTerminalView.getState());
}
