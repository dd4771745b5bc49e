import type { Digest } from "#contract/names/digest.ts";
import { entriesOfContainer, entriesOfLayer, entriesOfStep, type GetEntries } from "../../api/entries.ts";

/** Whose files a tree shows. */
export type EntriesSource =
  | { readonly kind: "layer"; readonly image: Digest; readonly layer: number }
  /** A step of a build whose layer no image has. */
  | { readonly kind: "step"; readonly build: string; readonly step: string }
  /** The writable layer of a container. */
  | { readonly kind: "container"; readonly id: string };

export function sourceKey(source: EntriesSource): string {
  return Object.values(source).join(" ");
}

/** How its files are asked for. */
export function entriesOf(source: EntriesSource): GetEntries {
  switch (source.kind) {
    case "layer":
      return entriesOfLayer(source.image, source.layer);
    case "step":
      return entriesOfStep(source.build, source.step);
    case "container":
      return entriesOfContainer(source.id);
  }
}
