import { create } from "zustand";
import { showResultTab } from "../page/layout.ts";
import { showLayerFiles } from "./selection.ts";

/** Whether the details of the layers go through the build line by line. */
export const useStepThrough = create<{ readonly on: boolean }>(() => ({ on: false }));

export function toggleStepThrough(): void {
  const on = !useStepThrough.getState().on;
  useStepThrough.setState({ on });
  if (!on) return;
  showResultTab("layers");
  showLayerFiles("open");
}
