import type { TransferPhase, TransferProgress } from "#contract/transfer.ts";
import type { PlannedLayer, PullProgress } from "#server/oci/distribution/pullImage.ts";

/** A pull's layers in the phases that the docker CLI shows. */
export function pullProgress(tell: (progress: TransferProgress) => void): {
  readonly plan: (layers: readonly PlannedLayer[]) => void;
  readonly move: (progress: PullProgress) => void;
} {
  /** By index: an image may have the same layer twice. */
  const phases = new Map<number, TransferPhase>();
  return {
    plan(layers) {
      for (const { digest, size } of layers) tell({ layer: digest, phase: "waiting", current: 0, total: size });
    },
    move({ layer, index, current, total }) {
      const phase = nextPhase(phases.get(index), current === total);
      phases.set(index, phase);
      tell({ layer, phase, current, total });
    },
  };
}

/** All bytes at once: the layer is stored. All of them later: they arrived; once more: they are unpacked and checked. */
function nextPhase(last: TransferPhase | undefined, complete: boolean): TransferPhase {
  if (!complete) return "downloading";
  if (last === undefined) return "exists";
  return last === "downloading" ? "verifying" : "pulled";
}
