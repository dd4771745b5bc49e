import { create } from "zustand";
import { readStored, writeStored } from "../../lib/storage.ts";

/** The share of the pane that the details of a layer take, from 0 to 1; undefined until somebody resizes them. */
interface DetailsSize {
  readonly below?: number;
  readonly beside?: number;
}

export type DetailsSide = keyof DetailsSize;

const KEY = "strata.details";

const isShare = (value: unknown): boolean =>
  value === undefined || (typeof value === "number" && value > 0 && value < 1);

const isDetailsSize = (value: unknown): value is DetailsSize =>
  typeof value === "object" &&
  value !== null &&
  (!("below" in value) || isShare(value.below)) &&
  (!("beside" in value) || isShare(value.beside));

/** How much room the details of a layer have, remembered on this device. */
export const useDetailsSize = create<DetailsSize>(() => readStored(KEY, isDetailsSize) ?? {});

export function resizeDetails(side: DetailsSide, share: number): void {
  useDetailsSize.setState({ [side]: share });
  writeStored(KEY, useDetailsSize.getState());
}
