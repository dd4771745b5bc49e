import { create } from "zustand";
import type { CompressedSize, LayerFacts } from "#contract/imageFacts.ts";
import type { Digest } from "#contract/names/digest.ts";
import { getCompressedSize, getImageFacts } from "../../api/imageFacts.ts";
import { unlessAborted } from "../../api/unlessAborted.ts";
import type { Loadable } from "../loading/loadable.ts";

interface LayerFactsStore {
  /** The image that `layers` are of. */
  readonly image?: Digest;
  readonly layers?: Loadable<readonly LayerFacts[]>;
  /** Of the same image, by index: those that were not known with the others. */
  readonly compressed: Readonly<Record<number, CompressedSize>>;
  /** Whether the facts of the selected layer are unfolded. */
  readonly open: boolean;
}

/** What of a layer depends on the other images. */
export const useLayerFacts = create<LayerFactsStore>(() => ({ compressed: {}, open: false }));

export function unfoldFacts(open: boolean): void {
  useLayerFacts.setState({ open });
}

/** Asks again each time: other images come and go. What is there stays until the answer. */
export async function loadLayerFacts(image: Digest): Promise<void> {
  if (useLayerFacts.getState().image !== image) {
    useLayerFacts.setState(({ open }) => ({ image, layers: { phase: "loading" }, compressed: {}, open }), true);
  }
  const answer = await getImageFacts(image);
  if (useLayerFacts.getState().image !== image) return;
  useLayerFacts.setState({
    layers: answer.ok ? { phase: "ready", value: answer.value.layers } : { phase: "failed", problem: answer.problem },
  });
}

/** Has a layer compressed to know its size; the server stops if nobody waits for it. */
export async function loadCompressed(image: Digest, layer: number, signal: AbortSignal): Promise<void> {
  const answer = await unlessAborted(getCompressedSize(image, layer, signal), signal);
  if (!answer?.ok || useLayerFacts.getState().image !== image) return;
  useLayerFacts.setState(({ compressed }) => ({ compressed: { ...compressed, [layer]: answer.value } }));
}

/** Undefined while the facts are loading, or if they can't be. */
export function factsOfLayer(
  { image, layers, compressed }: LayerFactsStore,
  asked: Digest,
  layer: number,
): LayerFacts | undefined {
  if (image !== asked || layers?.phase !== "ready") return undefined;
  const facts = layers.value[layer];
  const late = compressed[layer];
  return facts && late ? { ...facts, compressed: late } : facts;
}
