import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { type Digest, digestSchema } from "#contract/names/digest.ts";
import { inTransaction } from "#server/storage/inTransaction.ts";
import type { FoundBlob } from "./found.ts";
import type { Place } from "./place.ts";

/** A manifest that was pushed; its bytes are a blob. */
export interface ManifestRow {
  readonly digest: Digest;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly subject?: Digest;
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface TagRow {
  readonly digest: Digest;
  /** The workspace's image that it became: its name, and its ID. */
  readonly image?: { readonly name: string; readonly id: Digest };
}

export interface PushedManifest {
  readonly manifest: ManifestRow;
  readonly blobs: readonly FoundBlob[];
  readonly manifests: readonly Digest[];
  readonly tag?: { readonly tag: string } & Pick<TagRow, "image">;
}

const manifestSchema = z.object({
  digest: digestSchema,
  media_type: z.string(),
  size: z.number(),
  subject: z.nullable(digestSchema),
  artifact_type: z.string().nullable(),
  annotations: z.string().nullable(),
});
const annotationsSchema = z.record(z.string(), z.string());
const tagSchema = z.object({ digest: digestSchema, name: z.string().nullable(), image: z.nullable(digestSchema) });
const PLACE = "workspace = ? AND repository = ?";

function prepare(database: DatabaseSync) {
  return {
    put: database.prepare(`INSERT INTO manifests
      (workspace, repository, digest, media_type, size, subject, artifact_type, annotations, pushed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (workspace, repository, digest) DO UPDATE SET media_type = excluded.media_type, pushed_at = excluded.pushed_at`),
    putBlob: database.prepare(
      "INSERT OR REPLACE INTO blobs (workspace, repository, digest, size, pushed_at) VALUES (?, ?, ?, ?, ?)",
    ),
    putPart: database.prepare(
      "INSERT OR IGNORE INTO parts (workspace, repository, manifest, digest) VALUES (?, ?, ?, ?)",
    ),
    putTag: database.prepare(
      "INSERT OR REPLACE INTO tags (workspace, repository, tag, digest, name, image) VALUES (?, ?, ?, ?, ?, ?)",
    ),
    get: database.prepare(`SELECT * FROM manifests WHERE ${PLACE} AND digest = ?`),
    bySubject: database.prepare(`SELECT * FROM manifests WHERE ${PLACE} AND subject = ? ORDER BY pushed_at, digest`),
    user: database.prepare(`SELECT manifest FROM parts WHERE ${PLACE} AND digest = ? LIMIT 1`),
    remove: database.prepare(`DELETE FROM manifests WHERE ${PLACE} AND digest = ?`),
    removeParts: database.prepare(`DELETE FROM parts WHERE ${PLACE} AND manifest = ?`),
    tag: database.prepare(`SELECT * FROM tags WHERE ${PLACE} AND tag = ?`),
    tags: database.prepare(`SELECT tag, name FROM tags WHERE ${PLACE}`),
    tagsOf: database.prepare(`SELECT tag FROM tags WHERE ${PLACE} AND digest = ?`),
    removeTag: database.prepare(`DELETE FROM tags WHERE ${PLACE} AND tag = ?`),
    any: database.prepare(
      `SELECT 1 FROM manifests WHERE ${PLACE} UNION ALL SELECT 1 FROM blobs WHERE ${PLACE} LIMIT 1`,
    ),
  };
}

/** The pushed manifests and their tags. */
export class ManifestRows {
  readonly #database: DatabaseSync;
  readonly #sql: ReturnType<typeof prepare>;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#sql = prepare(database);
  }

  /** Stores the manifest, its parts, and its tag in one transaction. */
  put({ workspace, repository }: Place, { manifest, blobs, manifests, tag }: PushedManifest): void {
    const { digest, mediaType, size, subject = null, artifactType = null, annotations } = manifest;
    const now = Date.now();
    const told = annotations === undefined ? null : JSON.stringify(annotations);
    inTransaction(this.#database, () => {
      this.#sql.put.run(workspace, repository, digest, mediaType, size, subject, artifactType, told, now);
      for (const blob of blobs) this.#sql.putBlob.run(workspace, repository, blob.digest, blob.size, now);
      for (const part of [...blobs.map((blob) => blob.digest), ...manifests]) {
        this.#sql.putPart.run(workspace, repository, digest, part);
      }
      if (tag === undefined) return;
      const { name = null, id = null } = tag.image ?? {};
      this.#sql.putTag.run(workspace, repository, tag.tag, digest, name, id);
    });
  }

  get({ workspace, repository }: Place, digest: Digest): ManifestRow | undefined {
    const row = this.#sql.get.get(workspace, repository, digest);
    return row === undefined ? undefined : manifestRow(row);
  }

  /** Those whose subject is this manifest, oldest first. */
  referrers({ workspace, repository }: Place, subject: Digest): ManifestRow[] {
    return this.#sql.bySubject.all(workspace, repository, subject).map(manifestRow);
  }

  /** A manifest that names this blob or manifest. */
  userOf({ workspace, repository }: Place, digest: Digest): string | undefined {
    const row = this.#sql.user.get(workspace, repository, digest);
    return row === undefined ? undefined : String(row.manifest);
  }

  /** Together with its tags. */
  remove({ workspace, repository }: Place, digest: Digest): void {
    inTransaction(this.#database, () => {
      for (const { tag } of this.#sql.tagsOf.all(workspace, repository, digest)) {
        this.#sql.removeTag.run(workspace, repository, String(tag));
      }
      this.#sql.removeParts.run(workspace, repository, digest);
      this.#sql.remove.run(workspace, repository, digest);
    });
  }

  tag({ workspace, repository }: Place, tag: string): TagRow | undefined {
    const row = this.#sql.tag.get(workspace, repository, tag);
    if (row === undefined) return undefined;
    const { digest, name, image } = tagSchema.parse(row);
    return name === null || image === null ? { digest } : { digest, image: { name, id: image } };
  }

  /** In no order. `name` is that of the workspace's image. */
  tags({ workspace, repository }: Place): { readonly tag: string; readonly name: string | undefined }[] {
    return this.#sql.tags
      .all(workspace, repository)
      .map(({ tag, name }) => ({ tag: String(tag), name: name === null ? undefined : String(name) }));
  }

  tagsOf({ workspace, repository }: Place, digest: Digest): string[] {
    return this.#sql.tagsOf.all(workspace, repository, digest).map(({ tag }) => String(tag));
  }

  removeTag({ workspace, repository }: Place, tag: string): void {
    inTransaction(this.#database, () => this.#sql.removeTag.run(workspace, repository, tag));
  }

  /** Whether anything was pushed to the repository. */
  knows({ workspace, repository }: Place): boolean {
    return this.#sql.any.get(workspace, repository, workspace, repository) !== undefined;
  }
}

function manifestRow(row: unknown): ManifestRow {
  const {
    digest,
    media_type: mediaType,
    size,
    subject,
    artifact_type: artifactType,
    annotations,
  } = manifestSchema.parse(row);
  return {
    digest,
    mediaType,
    size,
    ...(subject !== null && { subject }),
    ...(artifactType !== null && { artifactType }),
    ...(annotations !== null && { annotations: annotationsSchema.parse(JSON.parse(annotations)) }),
  };
}
