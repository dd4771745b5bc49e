import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { z } from "zod";
import type { Digest } from "#contract/names/digest.ts";
import {
  type WorkspaceContent,
  type WorkspaceVersion,
  workspaceContentSchema,
  workspaceVersionSchema,
} from "#contract/workspace.ts";
import { isVersion, MAX_VERSIONS, versionToForget } from "./versionRule.ts";
import { blobsOf, type ContentRow } from "./workspaceContents.ts";
import { versionNotFound } from "./workspaceProblems.ts";

export interface Versions {
  /** The latest first. */
  list(id: string): WorkspaceVersion[];
  /** The content as JSON. Throws `workspace/not-found`. */
  json(id: string, version: number): string;
  /** Keeps the content that `next` replaces, if the rule says so. */
  keepIfDue(id: string, row: ContentRow, next: WorkspaceContent, now: number): void;
  /** Keeps content as a version; returns its number. An earlier version with the same content is dropped. */
  keep(id: string, row: ContentRow): number;
  /** Drops the oldest version of all workspaces of an owner; returns whether there was one. */
  forgetOldest(owner: string): boolean;
  hasBlob(owner: string, digest: Digest): boolean;
  blobs(): Iterable<Digest>;
}

const contentSchema = z.object({ content: z.instanceof(Uint8Array) });
const keptSchema = z.array(z.object({ version: z.number(), savedAt: z.number(), stored: z.number() }));
const timeSchema = z.object({ savedAt: z.number().nullable() });

/** Versions with the same files and settings are the same, whichever build was last shown. */
function digestOf({ lastBuild: _, ...content }: WorkspaceContent): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("base64url");
}

/** Earlier contents of workspaces, compressed: at most `maxBytes` of one workspace. */
export function openVersions(db: DatabaseSync, maxBytes: number): Versions {
  const list = db.prepare(
    `SELECT number AS version, saved_at AS savedAt, name, files, size FROM workspace_versions
     WHERE workspace = ? ORDER BY saved_at DESC, number DESC`,
  );
  const content = db.prepare("SELECT content FROM workspace_versions WHERE workspace = ? AND number = ?");
  const last = db.prepare("SELECT max(saved_at) AS savedAt FROM workspace_versions WHERE workspace = ?");
  const kept = db.prepare(
    `SELECT number AS version, saved_at AS savedAt, stored FROM workspace_versions
     WHERE workspace = ? ORDER BY saved_at, number`,
  );
  const insert = db.prepare(
    `INSERT INTO workspace_versions (workspace, saved_at, digest, name, files, size, stored, content)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertBlob = db.prepare("INSERT INTO workspace_version_blobs (version, digest) VALUES (?, ?)");
  const forgetSame = db.prepare("DELETE FROM workspace_versions WHERE workspace = ? AND digest = ?");
  const forget = db.prepare("DELETE FROM workspace_versions WHERE number = ?");
  const forgetOldest = db.prepare(
    `DELETE FROM workspace_versions WHERE number = (SELECT v.number FROM workspace_entries e
     JOIN workspace_versions v ON v.workspace = e.id WHERE e.owner = ? ORDER BY v.saved_at LIMIT 1)`,
  );
  const findBlob = db.prepare(
    `SELECT 1 FROM workspace_version_blobs b JOIN workspace_versions v ON v.number = b.version
     JOIN workspace_entries e ON e.id = v.workspace WHERE b.digest = ? AND e.owner = ?`,
  );
  const allBlobs = db.prepare("SELECT DISTINCT digest FROM workspace_version_blobs");

  function thinOut(id: string): void {
    const all = keptSchema.parse(kept.all(id));
    let bytes = all.reduce((sum, { stored }) => sum + stored, 0);
    while (all.length > MAX_VERSIONS || (bytes > maxBytes && all.length > 1)) {
      const [gone] = all.splice(versionToForget(all.map(({ savedAt }) => savedAt)), 1);
      if (gone === undefined) return;
      forget.run(gone.version);
      bytes -= gone.stored;
    }
  }

  function keepContent(id: string, before: WorkspaceContent, { savedAt, content: json }: ContentRow): number {
    const digest = digestOf(before);
    const packed = zstdCompressSync(json);
    const size = before.files.reduce((sum, file) => sum + file.size, 0);
    forgetSame.run(id, digest);
    const { lastInsertRowid } = insert.run(
      id,
      savedAt,
      digest,
      before.name,
      before.files.length,
      size,
      packed.length,
      packed,
    );
    for (const blob of blobsOf(before)) insertBlob.run(lastInsertRowid, blob);
    thinOut(id);
    return Number(lastInsertRowid);
  }

  return {
    list: (id) => z.array(workspaceVersionSchema).parse(list.all(id)),
    json(id, version) {
      const row = contentSchema.optional().parse(content.get(id, version));
      if (row === undefined) throw versionNotFound(version);
      return zstdDecompressSync(row.content).toString("utf8");
    },
    keepIfDue(id, row, after, now) {
      const before = workspaceContentSchema.parse(JSON.parse(row.content));
      const lastVersion = timeSchema.parse(last.get(id)).savedAt ?? undefined;
      const { savedAt } = row;
      if (isVersion({ before, after, savedAt, now, lastVersion })) keepContent(id, before, row);
    },
    keep: (id, row) => keepContent(id, workspaceContentSchema.parse(JSON.parse(row.content)), row),
    forgetOldest: (owner) => Number(forgetOldest.run(owner).changes) > 0,
    hasBlob: (owner, digest) => findBlob.get(digest, owner) !== undefined,
    *blobs() {
      for (const row of allBlobs.iterate()) yield row.digest as Digest;
    },
  };
}
