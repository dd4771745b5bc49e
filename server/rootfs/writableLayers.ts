import * as fs from "node:fs";
import { join } from "node:path";
import { problemError } from "#contract/problemError.ts";
import { temporaryName } from "#server/oci/store/temporaryFiles.ts";
import { removeTrees } from "#server/sandbox/executor/removeTrees.ts";
import type { Launch } from "#server/sandbox/executor/sandboxHelper.ts";
import { giveToSandbox } from "#server/sandbox/executor/sandboxIds.ts";
import { foreignOwner } from "./foreignOwner.ts";
import { lockFile } from "./lockFile.ts";

/** A writable layer in use: an upper folder, and an empty work folder beside it. */
export interface HeldLayer {
  readonly upper: string;
  readonly work: string;
  release(): Promise<void>;
}

/** The writable layers of containers, in the folder of the snapshot store: they last from start to start. */
export class WritableLayers {
  readonly #dir: string;
  readonly #temporary: string;

  /** `dir` is the snapshot store's. */
  constructor(dir: string) {
    this.#dir = join(dir, "containers");
    this.#temporary = join(dir, "tmp");
  }

  /** The folder that a container writes to; made if it is missing. Only in a process that unpacks layers. */
  make(id: string): string {
    const base = join(this.#dir, id);
    const upper = join(base, "upper");
    if (!fs.existsSync(upper)) this.#make(base, upper);
    return upper;
  }

  /**
   * Waits until no process has it mounted. Only in a process that unpacks layers. Throws container/state if its files
   * belong to another user than sandboxes have today.
   */
  async hold(id: string, signal: AbortSignal): Promise<HeldLayer> {
    const upper = this.make(id);
    // A start that failed may have given away the upper folder, never the one around it.
    const owner = foreignOwner(join(this.#dir, id));
    if (owner !== undefined) throw foreign(owner);
    const [work, lock] = [join(this.#dir, id, "work"), join(this.#dir, id, "lock")];
    const unlock = await lockFile(lock, signal);
    try {
      // overlayfs refuses a work folder that an earlier mount has left in use.
      if (fs.existsSync(work)) await removeTrees([work]);
      fs.mkdirSync(work);
      giveToSandbox(work);
      return { upper, work, release: unlock };
    } catch (error) {
      await unlock();
      throw error;
    }
  }

  /** Moves it away at once; returns a function that removes its files, which may take long. */
  detach(id: string, launch?: Launch): () => Promise<void> {
    const trash = join(this.#temporary, temporaryName());
    try {
      fs.renameSync(join(this.#dir, id), trash);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return async () => {};
      throw error;
    }
    return () => removeTrees([trash], launch);
  }

  /** Those made for another user than sandboxes have today. */
  foreign(): string[] {
    return this.list().filter((id) => foreignOwner(join(this.#dir, id)) !== undefined);
  }

  /** The IDs of the containers that have one. */
  list(): string[] {
    return fs.existsSync(this.#dir) ? fs.readdirSync(this.#dir) : [];
  }

  #make(base: string, upper: string): void {
    const isFirst = !fs.existsSync(this.#dir);
    fs.mkdirSync(base, { recursive: true });
    if (isFirst) giveToSandbox(this.#dir);
    fs.mkdirSync(upper, { recursive: true });
    // Anyone may enter a command's `/`, regardless of the umask.
    fs.chmodSync(upper, 0o755);
    for (const folder of [base, upper]) giveToSandbox(folder);
  }
}

function foreign(owner: number) {
  const detail = `The files of this container belong to user ID ${owner}: Strata ran as another user when it was created.`;
  return problemError("container/state", detail, {
    next: "Start Strata as that user, or copy what you need out of the container: docker cp.",
  });
}
