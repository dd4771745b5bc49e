import * as fs from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { temporaryName } from "#server/oci/store/temporaryFiles.ts";
import { measureTree } from "#server/sandbox/executor/measureTree.ts";

const recordSchema = z.object({
  workspace: z.string(),
  /** `id=` or the target of the mount. */
  key: z.string(),
  /** Bytes on disk when last measured. */
  bytes: z.number(),
  /** Milliseconds since the epoch. */
  usedAt: z.number(),
});

/** The folder of a cache mount. */
export interface CacheFolder extends z.infer<typeof recordSchema> {
  /** The name of the folder: a hash of what identifies the cache. */
  readonly name: string;
}

const NAME = /^[0-9a-f]{32}$/;

/** The folders that `RUN --mount=type=cache` keeps from build to build, with a record of each beside it. */
export class CacheFolders {
  readonly #dir: string;
  readonly #temporary: string;

  /** `dir` has the folders; `temporary` is on the same file system. */
  constructor(dir: string, temporary: string) {
    this.#dir = dir;
    this.#temporary = temporary;
  }

  /** Records that a build of `workspace` uses a folder now. */
  use(name: string, { workspace, key }: { workspace: string; key: string }): void {
    const bytes = this.#read(name)?.bytes ?? 0;
    this.#write({ name, workspace, key, bytes, usedAt: Date.now() });
  }

  /** Measures a folder and records its size. Reads files that only the builds' user may read. */
  async measure(name: string): Promise<void> {
    const bytes = await measureTree(join(this.#dir, name));
    const record = this.#read(name);
    if (record !== undefined) this.#write({ ...record, bytes });
  }

  /** Those of one workspace or all, the last used first. */
  list(workspace?: string): CacheFolder[] {
    const files = fs.existsSync(this.#dir) ? fs.readdirSync(this.#dir) : [];
    const names = files.flatMap((file) => (file.endsWith(".json") ? [file.slice(0, -5)] : []));
    return names
      .flatMap((name) => this.#read(name) ?? [])
      .filter((folder) => workspace === undefined || folder.workspace === workspace)
      .sort((a, b) => b.usedAt - a.usedAt);
  }

  /** Moves a folder away; only if no build is running. Returns the folder to remove. */
  detach(name: string): string {
    const trash = join(this.#temporary, temporaryName());
    fs.rmSync(this.#recordOf(name), { force: true });
    fs.renameSync(join(this.#dir, name), trash);
    return trash;
  }

  /** Deletes the record of a folder, which the caller then removes; only if no build is running. Returns its path. */
  forget(name: string): string {
    fs.rmSync(this.#recordOf(name), { force: true });
    return join(this.#dir, name);
  }

  #recordOf(name: string): string {
    return join(this.#dir, `${name}.json`);
  }

  #read(name: string): CacheFolder | undefined {
    if (!NAME.test(name) || !fs.existsSync(join(this.#dir, name))) return undefined;
    try {
      return { name, ...recordSchema.parse(JSON.parse(fs.readFileSync(this.#recordOf(name), "utf8"))) };
    } catch {
      // Not there yet, or not readable.
      return undefined;
    }
  }

  #write({ name, ...record }: CacheFolder): void {
    const temporary = join(this.#temporary, temporaryName());
    fs.writeFileSync(temporary, JSON.stringify(record));
    fs.renameSync(temporary, this.#recordOf(name));
  }
}
