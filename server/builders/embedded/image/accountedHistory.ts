import type { PlannedHistory } from "#dockerfile/steps/stageState.ts";

/**
 * The rows of an image, with as many layers as it has: Docker loads no image with more. For layers that a base image
 * has no row for, rows are added, as by BuildKit's exporter. If a base image has too many, its last rows become
 * empty; BuildKit empties the last of all rows, and so takes the layers from the steps of the build.
 */
export function accountedHistory(rows: readonly PlannedHistory[], layers: number): PlannedHistory[] {
  const made = rows.filter(({ empty_layer }) => empty_layer !== true);
  const ofBase = made.filter(({ step }) => step === undefined);
  const baseLayers = layers - (made.length - ofBase.length);
  const surplus = new Set(ofBase.slice(Math.max(0, baseLayers)));
  const missing = Array.from({ length: Math.max(0, layers - made.length) }, () => ({
    comment: "buildkit.exporter.image.v0",
  }));
  return [...rows.map((row) => (surplus.has(row) ? { ...row, empty_layer: true } : row)), ...missing];
}
