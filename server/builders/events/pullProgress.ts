import type { RunningEvent } from "../builder.ts";

/** Bytes of one layer. */
export interface LayerBytes {
  readonly current: number;
  readonly total: number;
}

/** Tells a step's progress while its image is pulled: the sums over the layers that were told of so far, by key. */
export function pullProgress(
  step: string,
  label: string,
  emit: (event: RunningEvent) => void,
): (layer: string | number, bytes: LayerBytes) => void {
  const layers = new Map<string | number, LayerBytes>();
  return (layer, bytes) => {
    layers.set(layer, bytes);
    const sums = [...layers.values()];
    const sumOf = (part: keyof LayerBytes) => sums.reduce((sum, one) => sum + one[part], 0);
    emit({ type: "progress", step, label, current: sumOf("current"), total: sumOf("total") });
  };
}
