import type { Owner } from "./draftFile.ts";
import type { LayerDraft } from "./layerDraft.ts";

/** Where COPY and ADD put files, and as whose. */
export interface DraftTarget {
  readonly draft: LayerDraft;
  /** From `--chown`; else files keep their owner, and new folders are root's. */
  readonly owner: Owner | undefined;
  /** Seconds since the epoch: the time of folders that are made on the way. */
  readonly now: number;
}
