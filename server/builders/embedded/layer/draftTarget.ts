import type { Owner } from "#server/rootfs/users.ts";
import type { LayerDraft } from "./layerDraft.ts";

/** Where COPY and ADD put files, and with which owner. */
export interface DraftTarget {
  readonly draft: LayerDraft;
  /** From `--chown`; otherwise files keep their owner, and new folders are root's. */
  readonly owner: Owner | undefined;
  /** Seconds since the epoch: the time of missing parent folders. */
  readonly now: number;
}
