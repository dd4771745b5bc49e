import { rm } from "node:fs/promises";
import { join } from "node:path";
import { WritableLayers } from "#server/rootfs/writableLayers.ts";
import type { Launch } from "#server/sandbox/executor/sandboxHelper.ts";
import { logFiles } from "../logFiles.ts";

/** What containers have on disk. */
export class ContainerFiles {
  readonly layers: WritableLayers;
  readonly #dataDir: string;
  readonly #launch: Launch;
  readonly #removals = new Set<Promise<void>>();

  /** `launch`: as the runtime process, to which the files belong. */
  constructor(dataDir: string, launch: Launch) {
    this.#dataDir = dataDir;
    this.#launch = launch;
    this.layers = new WritableLayers(join(dataDir, "snapshots"));
  }

  /** Nobody waits for it: what could not be removed is removed at a later start. */
  remove(id: string): void {
    const files = this.layers.detach(id, this.#launch);
    const removal = Promise.allSettled([
      files(),
      rm(logFiles(this.#dataDir, id).dir, { recursive: true, force: true }),
    ]).then(() => void this.#removals.delete(removal));
    this.#removals.add(removal);
  }

  async close(): Promise<void> {
    await Promise.all(this.#removals);
  }
}
