import { create } from "zustand";
import { readStored, writeStored } from "../../lib/storage.ts";

/** "as written": the order of the file, base on top. "ground up": base at the bottom, as an image is stacked. */
export type StackDirection = "as written" | "ground up";

interface StackView {
  readonly direction: StackDirection;
  /** True where each layer of the base image is a row. */
  readonly baseExpanded: boolean;
}

const KEY = "strata.stack";
const isDirection = (value: unknown): value is StackDirection => value === "as written" || value === "ground up";

/** How the stack is looked at. */
export const useStackView = create<StackView>(() => ({
  direction: readStored(KEY, isDirection) ?? "as written",
  baseExpanded: false,
}));

export function turnStack(): void {
  const direction = useStackView.getState().direction === "as written" ? "ground up" : "as written";
  useStackView.setState({ direction });
  writeStored(KEY, direction);
}

export function expandBase(baseExpanded: boolean): void {
  useStackView.setState({ baseExpanded });
}
