import { create } from "zustand";
import type { Efficiency, Leftovers } from "#contract/imageLeftovers.ts";
import type { Digest } from "#contract/names/digest.ts";
import { getEfficiency, getLeftovers } from "../../api/waste.ts";
import { type Loadable, loadableOf } from "../loading/loadable.ts";

/** What an image could do without, besides its dead bytes. Images never change: it is loaded once. */
interface ImageWaste {
  readonly leftovers: Loadable<Leftovers>;
  readonly efficiency: Loadable<Efficiency>;
}

const LOADING: ImageWaste = { leftovers: { phase: "loading" }, efficiency: { phase: "loading" } };
/** Images kept in memory. */
const KEPT = 4;

export const useImageWaste = create<{ readonly images: Readonly<Record<string, ImageWaste>> }>(() => ({ images: {} }));

export async function loadImageWaste(image: Digest): Promise<void> {
  const known = useImageWaste.getState().images[image];
  if (known !== undefined && known.leftovers.phase !== "failed" && known.efficiency.phase !== "failed") return;
  change(image, LOADING);
  await Promise.all([
    getEfficiency(image).then((efficiency) => change(image, { efficiency: loadableOf(efficiency) })),
    getLeftovers(image).then((leftovers) => change(image, { leftovers: loadableOf(leftovers) })),
  ]);
}

function change(image: Digest, part: Partial<ImageWaste>): void {
  useImageWaste.setState(({ images }) => {
    const others = Object.entries(images).filter(([id]) => id !== image);
    return {
      images: Object.fromEntries([...others.slice(1 - KEPT), [image, { ...(images[image] ?? LOADING), ...part }]]),
    };
  });
}
