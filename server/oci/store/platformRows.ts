import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { PlatformImage } from "#contract/build.ts";
import { digestSchema } from "#contract/names/digest.ts";

const rowsSchema = z.array(z.object({ platform: z.string(), id: digestSchema }));

/** The indexes of several images: one for each platform, the first of which has the index. */
export class PlatformRows {
  readonly #sql: ReturnType<typeof prepare>;

  constructor(database: DatabaseSync) {
    this.#sql = prepare(database);
  }

  /** Makes the index of the first, or with one image or none, removes it. Returns the other images it had. */
  set(workspace: string, first: string, ids: readonly string[]): string[] {
    const had = this.#sql.idsOf.all(workspace, first).map(({ id }) => String(id));
    this.#sql.remove.run(workspace, first);
    if (ids.length < 2) return had;
    for (const [position, id] of ids.entries()) this.#sql.add.run(workspace, first, position, id);
    return had;
  }

  /** The images of the index that an image has, or else is in; undefined if there is none, or only one is left. */
  of(workspace: string, id: string): PlatformImage[] | undefined {
    const first = this.#sql.firstOf.get(workspace, id, id)?.first;
    if (first === undefined) return undefined;
    const found = rowsSchema.parse(this.#sql.imagesOf.all(workspace, String(first)));
    return found.length < 2 ? undefined : found;
  }

  /** Whether an index of another image has it. */
  isPart(workspace: string, id: string): boolean {
    return this.#sql.ofOther.get(workspace, id, id) !== undefined;
  }

  /** The image is gone: it is in no index anymore. */
  leave(workspace: string, id: string): void {
    this.#sql.leave.run(workspace, id);
  }
}

function prepare(database: DatabaseSync) {
  return {
    add: database.prepare("INSERT OR IGNORE INTO image_platforms (workspace, first, position, id) VALUES (?, ?, ?, ?)"),
    remove: database.prepare("DELETE FROM image_platforms WHERE workspace = ? AND first = ?"),
    leave: database.prepare("DELETE FROM image_platforms WHERE workspace = ? AND id = ?"),
    idsOf: database.prepare("SELECT id FROM image_platforms WHERE workspace = ? AND first = ? AND id <> first"),
    imagesOf: database.prepare(
      `SELECT images.platform, images.id FROM image_platforms AS parts
        JOIN images ON images.workspace = parts.workspace AND images.id = parts.id
        WHERE parts.workspace = ? AND parts.first = ? ORDER BY parts.position`,
    ),
    // Its own before others': of those, the one that was made last.
    firstOf: database.prepare(
      `SELECT parts.first FROM image_platforms AS parts
        JOIN images ON images.workspace = parts.workspace AND images.id = parts.first
        WHERE parts.workspace = ? AND parts.id = ? ORDER BY parts.first = ? DESC, images.put_at DESC LIMIT 1`,
    ),
    ofOther: database.prepare("SELECT 1 FROM image_platforms WHERE workspace = ? AND id = ? AND first <> ? LIMIT 1"),
  };
}
