import { asJson, asList, type Json, type SavedImage } from "./savedImage.ts";

export interface Row {
  /** In the history; −1 for a layer without a row. */
  readonly index: number;
  readonly entry: Json;
  readonly layer?: number;
  readonly base: boolean;
}

/** The base of the image: the first of its layers and history rows. */
export interface Base {
  readonly layers: number;
  readonly history: number;
}

/**
 * Pairs history rows with layers, the base's with the base's and the others with the others: a row that isn't empty made
 * the next layer. Surplus rows get none; surplus layers get a row of their own after the others of their part.
 */
export function historyRows({ config, layers }: SavedImage, base: Base): Row[] {
  const entries = asList(config.history).map((entry, index) => ({ index, entry: asJson(entry) }));
  const numbers = layers.map((_, index) => index);
  return [
    ...paired(entries.slice(0, base.history), numbers.slice(0, base.layers), true),
    ...paired(entries.slice(base.history), numbers.slice(base.layers), false),
  ];
}

function paired(entries: readonly { index: number; entry: Json }[], layers: readonly number[], base: boolean): Row[] {
  const waiting = [...layers];
  const rows = entries.map(({ index, entry }): Row => {
    const layer = entry.empty_layer === true ? undefined : waiting.shift();
    return { index, entry, base, ...(layer !== undefined && { layer }) };
  });
  return [...rows, ...waiting.map((layer) => ({ index: -1, entry: {}, layer, base }))];
}
