import type { DatabaseSync } from "node:sqlite";
import type { Build } from "#contract/build.ts";
import { type Digest, isDigest } from "#contract/names/digest.ts";

/** Live builds that were dropped, and the images that no kept live build of the owner has. */
export interface DroppedLive {
  readonly builds: readonly string[];
  readonly images: readonly Digest[];
}

export const LIVE_SCHEMA = `
  CREATE TABLE IF NOT EXISTS live_builds (
    build TEXT PRIMARY KEY REFERENCES builds (id) ON DELETE CASCADE,
    owner TEXT NOT NULL,
    workspace TEXT NOT NULL,
    image TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS live_by_workspace ON live_builds (owner, workspace);
`;

const OF_WORKSPACE = `
  FROM live_builds JOIN builds ON builds.id = live_builds.build
  WHERE owner = ?1 AND live_builds.workspace = ?2 AND finished = 1`;

/** Finished ones of a workspace, but not the newest and not the newest with an image. */
const OUTDATED = `
  SELECT builds.id ${OF_WORKSPACE}
    AND number < (SELECT max(number) ${OF_WORKSPACE})
    AND number IS NOT (SELECT max(number) ${OF_WORKSPACE} AND image IS NOT NULL)`;

/**
 * The builds made while somebody types. A workspace keeps two at most: the newest, and the newest with an image. No list
 * has them.
 */
export class LiveBuildRows {
  readonly #sql;

  constructor(db: DatabaseSync) {
    this.#sql = {
      insert: db.prepare("INSERT INTO live_builds (build, owner, workspace) VALUES (?, ?, ?)"),
      setImage: db.prepare("UPDATE live_builds SET image = ? WHERE build = ?"),
      outdated: db.prepare(OUTDATED),
      forget: db.prepare("UPDATE builds SET finished = 2 WHERE id = ?"),
      remove: db.prepare("DELETE FROM live_builds WHERE build = ? RETURNING image"),
      images: db.prepare("SELECT DISTINCT image FROM live_builds WHERE owner = ? AND image IS NOT NULL"),
    };
  }

  add(owner: string, { id, workspace = "" }: Build): void {
    this.#sql.insert.run(id, owner, workspace);
  }

  finish({ id, image }: Build): void {
    if (image !== undefined) this.#sql.setImage.run(image.id, id);
  }

  /** Hides the outdated ones of a workspace; their events are deleted with those of other old builds. */
  dropOutdated(owner: string, workspace = ""): DroppedLive {
    const builds = this.#sql.outdated.all(owner, workspace).map(({ id }) => String(id));
    const images = new Set(
      builds.flatMap((build) => {
        this.#sql.forget.run(build);
        return digestsIn(this.#sql.remove.all(build));
      }),
    );
    const kept = new Set(this.images(owner));
    return { builds, images: [...images].filter((image) => !kept.has(image)) };
  }

  images(owner: string): Digest[] {
    return digestsIn(this.#sql.images.all(owner));
  }
}

function digestsIn(rows: readonly Record<string, unknown>[]): Digest[] {
  return rows.map(({ image }) => String(image)).filter(isDigest);
}
