import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { Digest } from "#contract/names/digest.ts";
import { type WorkspaceContent, type WorkspaceSaved, workspaceSavedSchema } from "#contract/workspace.ts";

const rowSchema = z.object({ ...workspaceSavedSchema.shape, content: z.string() });

/** A saved workspace; `content` is JSON. */
export type ContentRow = z.infer<typeof rowSchema>;

export interface WorkspaceContents {
  /** Without its content, which can take tens of MB. */
  head(id: string): WorkspaceSaved | undefined;
  read(id: string): ContentRow | undefined;
  put(id: string, saved: WorkspaceSaved, content: WorkspaceContent, json: string): void;
  hasBlob(owner: string, digest: Digest): boolean;
  blobs(): Iterable<Digest>;
}

export function blobsOf(content: WorkspaceContent): Set<Digest> {
  return new Set(content.files.flatMap(({ blob }) => (blob === undefined ? [] : [blob])));
}

/** The contents of the workspaces, and the blobs that they refer to. */
export function openContents(db: DatabaseSync): WorkspaceContents {
  const head = db.prepare("SELECT revision, saved_at AS savedAt FROM workspaces WHERE id = ?");
  const select = db.prepare("SELECT revision, saved_at AS savedAt, content FROM workspaces WHERE id = ?");
  const upsert = db.prepare(
    `INSERT INTO workspaces (id, revision, saved_at, content) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, saved_at = excluded.saved_at, content = excluded.content`,
  );
  const forgetBlobs = db.prepare("DELETE FROM workspace_blobs WHERE workspace = ?");
  const keepBlob = db.prepare("INSERT INTO workspace_blobs (workspace, digest) VALUES (?, ?)");
  const findBlob = db.prepare(
    "SELECT 1 FROM workspace_entries e JOIN workspace_blobs b ON b.workspace = e.id WHERE e.owner = ? AND b.digest = ?",
  );
  const allBlobs = db.prepare("SELECT DISTINCT digest FROM workspace_blobs");
  return {
    head: (id) => z.optional(workspaceSavedSchema).parse(head.get(id)),
    read: (id) => rowSchema.optional().parse(select.get(id)),
    put(id, { revision, savedAt }, content, json) {
      upsert.run(id, revision, savedAt, json);
      forgetBlobs.run(id);
      for (const digest of blobsOf(content)) keepBlob.run(id, digest);
    },
    hasBlob: (owner, digest) => findBlob.get(owner, digest) !== undefined,
    *blobs() {
      for (const row of allBlobs.iterate()) yield row.digest as Digest;
    },
  };
}
