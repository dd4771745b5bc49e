import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { temporaryName } from "#server/oci/store/temporaryFiles.ts";
import { measureTree } from "#server/sandbox/executor/measureTree.ts";
import { removeTrees } from "#server/sandbox/executor/removeTrees.ts";
import { giveToSandbox } from "#server/sandbox/executor/sandboxIds.ts";
import { foreignOwner } from "./foreignOwner.ts";

const recordSchema = z.object({
  owner: z.string(),
  name: z.string(),
  anonymous: z.boolean(),
  labels: z.record(z.string(), z.string()),
  /** Milliseconds since the epoch. */
  createdAt: z.number(),
  /** On disk when last measured. */
  bytes: z.number().optional(),
});

/** A volume: its files are in a folder of their own. */
export interface VolumeFolder extends z.infer<typeof recordSchema> {
  /** Of the folder: no path is ever made of a volume's name. */
  readonly id: string;
}

export type NewVolume = Pick<VolumeFolder, "owner" | "name" | "anonymous" | "labels">;

const ID = /^[0-9a-f]{32}$/;
const RECORD = "volume.json";

/** The volumes of all owners, in the folder of the snapshot store. One process makes and removes them. */
export class VolumeFolders {
  readonly #dir: string;
  readonly #temporary: string;

  /** `dir` is the snapshot store's. */
  constructor(dir: string) {
    this.#dir = join(dir, "volumes");
    this.#temporary = join(dir, "tmp");
  }

  /** In the order of their names; those of one owner or all. Reads a small file of each. */
  list(owner?: string): VolumeFolder[] {
    const ids = fs.existsSync(this.#dir) ? fs.readdirSync(this.#dir) : [];
    return ids
      .flatMap((id) => this.#read(id) ?? [])
      .filter((volume) => owner === undefined || volume.owner === owner)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(owner: string, name: string): VolumeFolder | undefined {
    return this.list(owner).find((volume) => volume.name === name);
  }

  create(volume: NewVolume): VolumeFolder {
    const id = randomBytes(16).toString("hex");
    const made = { ...volume, id, createdAt: Date.now() };
    const isFirst = !fs.existsSync(this.#dir);
    // Nothing may have run yet.
    fs.mkdirSync(this.#temporary, { recursive: true });
    fs.mkdirSync(join(this.#dir, id), { recursive: true });
    fs.mkdirSync(this.filesOf(id));
    fs.chmodSync(this.filesOf(id), 0o755);
    // The root of sandboxes must be able to enter these.
    for (const path of isFirst ? [this.#dir] : []) giveToSandbox(path);
    for (const path of [join(this.#dir, id), this.filesOf(id)]) giveToSandbox(path);
    this.#write(made);
    return made;
  }

  /** Those made for another user than sandboxes have today. */
  foreign(): VolumeFolder[] {
    return this.list().filter(({ id }) => foreignOwner(this.filesOf(id)) !== undefined);
  }

  /** The folder that is mounted. */
  filesOf(id: string): string {
    return join(this.#dir, id, "files");
  }

  /** Measures its files and records their size. */
  async measure(id: string): Promise<number> {
    const bytes = await measureTree(this.filesOf(id));
    const record = this.#read(id);
    if (record !== undefined) this.#write({ ...record, bytes });
    return bytes;
  }

  /** Moves it away at once; returns a function that removes its files, which may take long. */
  detach(id: string): () => Promise<void> {
    const trash = join(this.#temporary, temporaryName());
    fs.renameSync(join(this.#dir, id), trash);
    return () => removeTrees([trash]);
  }

  #read(id: string): VolumeFolder | undefined {
    if (!ID.test(id)) return undefined;
    try {
      return { id, ...recordSchema.parse(JSON.parse(fs.readFileSync(join(this.#dir, id, RECORD), "utf8"))) };
    } catch {
      // The process died before it was complete, or it was removed meanwhile.
      return undefined;
    }
  }

  #write({ id, ...record }: VolumeFolder): void {
    const temporary = join(this.#temporary, temporaryName());
    // On disk before it replaces the last one: after a power cut, a volume without its record would be lost.
    fs.writeFileSync(temporary, JSON.stringify(record), { flush: true });
    fs.renameSync(temporary, join(this.#dir, id, RECORD));
  }
}
