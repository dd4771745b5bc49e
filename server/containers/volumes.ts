import { randomBytes } from "node:crypto";
import type { Volume } from "#contract/container.ts";
import { type ProblemError, problemError } from "#contract/problemError.ts";
import type { VolumeFolder, VolumeFolders } from "#server/rootfs/volumeFolders.ts";
import { PacedCount } from "./pacedCount.ts";

export interface VolumesOptions {
  readonly folders: VolumeFolders;
  /** IDs of the owner's containers that have the volume, running or not. */
  readonly usedBy: (owner: string, name: string) => readonly string[];
  /** Called when the folder of one is gone. */
  readonly onRemoved?: () => void;
  /** Most volumes of one owner. */
  readonly most: number;
}

interface Size {
  readonly count: PacedCount<number>;
  /** Since the last count: what no container has does not change. */
  mayChange: boolean;
}

/** Moby's RestrictedNamePattern. */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** The volumes of all owners, as `docker volume` has them. Throws ProblemErrors in the engine's words. */
export class Volumes {
  readonly #options: VolumesOptions;
  readonly #sizes = new Map<string, Size>();

  constructor(options: VolumesOptions) {
    this.#options = options;
  }

  /** The one with this name if there is one; without a name, a new anonymous one. Throws container/invalid, container/limit. */
  create(owner: string, name: string | undefined, labels: Readonly<Record<string, string>> = {}): VolumeFolder {
    const { folders, most } = this.#options;
    if (name !== undefined) {
      checkName(name);
      const there = folders.find(owner, name);
      if (there !== undefined) return there;
    }
    if (folders.list(owner).length >= most) throw tooMany(most);
    const anonymous = name === undefined;
    return folders.create({ owner, name: name ?? randomBytes(32).toString("hex"), anonymous, labels: { ...labels } });
  }

  /** With their sizes: of those in use, not older than a count may cost. */
  async list(owner: string): Promise<Volume[]> {
    const { folders } = this.#options;
    await Promise.all(folders.list(owner).map((folder) => this.#measure(folder)));
    return folders.list(owner).map((folder) => this.shown(folder));
  }

  /** Throws volume/not-found. */
  require(owner: string, name: string): VolumeFolder {
    const found = this.#options.folders.find(owner, name);
    if (found === undefined) {
      throw problemError("volume/not-found", `get ${name}: no such volume`, {
        next: "Check its name in the list of volumes.",
      });
    }
    return found;
  }

  shown({ owner, name, createdAt, anonymous, labels, bytes }: VolumeFolder): Volume {
    const containers = [...this.#options.usedBy(owner, name)];
    return { name, createdAt, anonymous, labels, ...(bytes !== undefined && { bytes }), containers };
  }

  /** Throws volume/not-found, volume/in-use. */
  async remove(owner: string, name: string): Promise<void> {
    const volume = this.require(owner, name);
    const users = this.#options.usedBy(owner, name);
    if (users.length > 0) throw inUse(name, users);
    await this.#detach(volume)();
  }

  /** Removes what no container has: the anonymous ones, or all. */
  async prune(owner: string, all: boolean): Promise<{ readonly names: readonly string[]; readonly bytes: number }> {
    const { folders, usedBy } = this.#options;
    const unused = folders
      .list(owner)
      .filter(({ name, anonymous }) => (all || anonymous) && usedBy(owner, name).length === 0);
    await Promise.all(unused.map((volume) => this.#measure(volume)));
    const sizes = new Map(folders.list(owner).map(({ id, bytes = 0 }) => [id, bytes]));
    const removals = unused.map((volume) => this.#detach(volume));
    for (const remove of removals) await remove();
    const total = unused.reduce((sum, { id }) => sum + (sizes.get(id) ?? 0), 0);
    return { names: unused.map(({ name }) => name), bytes: total };
  }

  /** Bytes of the volumes of all owners, as last measured; those in use are measured again meanwhile. */
  bytes(): number {
    const all = this.#options.folders.list();
    for (const volume of all) void this.#measure(volume);
    return all.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
  }

  async #measure({ id, owner, name }: VolumeFolder): Promise<void> {
    const { folders, usedBy } = this.#options;
    const size = this.#sizes.get(id) ?? { mayChange: true, count: new PacedCount(() => folders.measure(id)) };
    this.#sizes.set(id, size);
    const isUsed = usedBy(owner, name).length > 0;
    if (!isUsed && !size.mayChange) return;
    size.mayChange = isUsed;
    // It may be removed meanwhile; a size that can't be read stays what it was.
    await size.count.get().catch(() => undefined);
  }

  #detach({ id }: VolumeFolder): () => Promise<void> {
    this.#sizes.delete(id);
    const remove = this.#options.folders.detach(id);
    this.#options.onRemoved?.();
    return remove;
  }
}

function checkName(name: string): void {
  if (name.length === 1) {
    throw invalid(`create ${name}: volume name is too short, names should be at least two alphanumeric characters`);
  }
  if (NAME.test(name)) return;
  const pattern = '"[a-zA-Z0-9][a-zA-Z0-9_.-]"';
  throw invalid(
    `create ${name}: ${JSON.stringify(name)} includes invalid characters for a local volume name, only ${pattern} are allowed. ` +
      "If you intended to pass a host directory, use absolute path",
  );
}

function invalid(detail: string): ProblemError {
  return problemError("container/invalid", detail, { next: "Use letters, digits, _, ., and -." });
}

function inUse(name: string, users: readonly string[]): ProblemError {
  return problemError("volume/in-use", `remove ${name}: volume is in use - [${users.join(", ")}]`, {
    next: "Remove the containers that have it first.",
  });
}

function tooMany(most: number): ProblemError {
  return problemError("container/limit", `A workspace can have at most ${most} volumes.`, {
    next: "Remove volumes that no container needs: docker volume prune.",
  });
}
