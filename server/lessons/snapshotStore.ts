import type { DatabaseSync } from "node:sqlite";
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { type Digest, digestSchema } from "#contract/names/digest.ts";
import { type WorkspaceContent, workspaceContentSchema } from "#contract/workspace.ts";

/** Bytes of JSON of one snapshot; a larger workspace gets only the lesson's own files back. */
const MAX_SNAPSHOT = 4_000_000;
/** Snapshots of one workspace, the latest ones. */
const MAX_KEPT = 30;

/** What the files of a workspace were when a step began. */
export interface SnapshotStore {
  take(workspace: string, step: number, content: WorkspaceContent): void;
  get(workspace: string, step: number): WorkspaceContent | undefined;
  /** The blobs of all files. */
  blobs(): Iterable<Digest>;
}

export function openSnapshots(db: DatabaseSync): SnapshotStore {
  const put = db.prepare(
    "INSERT OR REPLACE INTO snapshots (workspace, step, taken_at, content, blobs) VALUES (?, ?, ?, ?, ?)",
  );
  const prune = db.prepare(`
    DELETE FROM snapshots WHERE workspace = ?1 AND step NOT IN
      (SELECT step FROM snapshots WHERE workspace = ?1 ORDER BY taken_at DESC, step DESC LIMIT ${MAX_KEPT})`);
  const get = db.prepare("SELECT content FROM snapshots WHERE workspace = ? AND step = ?");
  const blobs = db.prepare("SELECT blobs FROM snapshots WHERE blobs <> '[]'");
  return {
    take(workspace, step, content) {
      const json = JSON.stringify(content);
      if (json.length > MAX_SNAPSHOT) return;
      const digests = content.files.flatMap(({ blob }) => blob ?? []);
      put.run(workspace, step, Date.now(), gzipSync(json, { level: 1 }), JSON.stringify(digests));
      prune.run(workspace);
    },
    get(workspace, step) {
      const content = get.get(workspace, step)?.content;
      if (!(content instanceof Uint8Array)) return undefined;
      return workspaceContentSchema.parse(JSON.parse(gunzipSync(content).toString("utf8")));
    },
    *blobs() {
      for (const row of blobs.iterate()) yield* z.array(digestSchema).parse(JSON.parse(String(row.blobs)));
    },
  };
}
