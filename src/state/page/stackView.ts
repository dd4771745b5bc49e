import { create } from "zustand";
import { readStored, writeStored } from "../../lib/storage.ts";

/** The order of the Dockerfile has the base on top; the base is at the bottom when layers are drawn as stacked. */
export type StackDirection = "dockerfile-order" | "base-at-bottom";

interface StackView {
  readonly direction: StackDirection;
  /** True if each layer of the base image is a row. */
  readonly baseExpanded: boolean;
  /** True if the note on dead bytes is unfolded. */
  readonly deadNoteOpen: boolean;
  /** Stages that are not in the image, by index, whose steps are rows. */
  readonly unfoldedStages: ReadonlySet<number>;
}

const KEY = "strata.stack";
const isDirection = (value: unknown): value is StackDirection =>
  value === "dockerfile-order" || value === "base-at-bottom";

/** How the stack is displayed. */
export const useStackView = create<StackView>(() => ({
  direction: readStored(KEY, isDirection) ?? "dockerfile-order",
  baseExpanded: false,
  deadNoteOpen: false,
  unfoldedStages: new Set(),
}));

export function turnStack(): void {
  const direction = useStackView.getState().direction === "dockerfile-order" ? "base-at-bottom" : "dockerfile-order";
  useStackView.setState({ direction });
  writeStored(KEY, direction);
}

export function expandBase(baseExpanded: boolean): void {
  useStackView.setState({ baseExpanded });
}

export function unfoldDeadNote(deadNoteOpen: boolean): void {
  useStackView.setState({ deadNoteOpen });
}

export function unfoldStage(stage: number, unfold: boolean): void {
  useStackView.setState(({ unfoldedStages }) => {
    const next = new Set(unfoldedStages);
    if (unfold) next.add(stage);
    else next.delete(stage);
    return { unfoldedStages: next };
  });
}
