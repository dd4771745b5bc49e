import { randomBytes } from "node:crypto";
import { statfsSync } from "node:fs";
import type { Digest } from "#contract/names/digest.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import {
  type WorkspaceContent,
  type WorkspaceCreated,
  type WorkspaceList,
  type WorkspaceRestored,
  type WorkspaceSaved,
  type WorkspaceVersion,
  workspaceContentSchema,
} from "#contract/workspace.ts";
import { contextPath } from "#server/contexts/contextPath.ts";
import { inTransaction } from "#server/storage/inTransaction.ts";
import { firstWorkspace } from "./firstWorkspace.ts";
import { openSentContent } from "./sentContent.ts";
import { openVersions } from "./versions.ts";
import { openContents } from "./workspaceContents.ts";
import { openWorkspaceDatabase } from "./workspaceDatabase.ts";
import { openEntries } from "./workspaceEntries.ts";
import { allTooLarge, diskFull, notFound, stale, tooLarge, tooMany } from "./workspaceProblems.ts";

/**
 * The workspaces of every owner. A workspace of another owner is not found. Content that a save replaces is kept as a
 * version, and deleted workspaces can be restored; both within limits.
 */
export interface WorkspaceStore {
  list(owner: string): WorkspaceList;
  /** The owner's oldest workspace, or the ID that the first save gives one. */
  firstId(owner: string): string;
  /** The latest revision. Throws `workspace/not-found`. */
  saved(owner: string, id: string): WorkspaceSaved;
  /** The revision to save over, also of a deleted workspace. */
  revision(owner: string, id: string): number;
  /** Bytes of its content as JSON. */
  bytes(owner: string, id: string): number;
  /** The workspace as JSON; one that was never saved has the first example. Throws `workspace/not-found`. */
  read(owner: string, id: string): { readonly revision: number; readonly json: string };
  /** Throws `workspace/too-many`. */
  create(owner: string, content: WorkspaceContent): WorkspaceCreated;
  /**
   * Saves content over revision `expected` (undefined: over any revision), and brings a deleted workspace back. Throws
   * `workspace/stale` if another save came first, `workspace/too-large` if it exceeds the limit, and `context/path` if a
   * path is invalid; the workspace is then unchanged.
   */
  save(owner: string, id: string, content: WorkspaceContent, expected: number | undefined): WorkspaceSaved;
  /** The last 20 deleted workspaces can be restored. */
  remove(owner: string, id: string): void;
  restore(owner: string, id: string): void;
  /** The latest first. */
  versions(owner: string, id: string): readonly WorkspaceVersion[];
  versionJson(owner: string, id: string, version: number): string;
  /** Keeps content as a version even if the workspace never had it, such as what a person discarded in a conflict. */
  keepVersion(owner: string, id: string, content: WorkspaceContent): { readonly version: number };
  /** Replaces the content with a version; the replaced content becomes a version itself. */
  restoreVersion(owner: string, id: string, version: number): WorkspaceRestored;
  /** Whether a file of a saved workspace of this owner has these bytes. */
  hasBlob(owner: string, digest: Digest): boolean;
  /** Records that the owner uploaded this blob or context, so that workspaces may refer to it. */
  noteSent(owner: string, digest: Digest): void;
  /** Whether the owner may refer to this content by digest: uploaded, or in a file or a version of one. */
  holds(owner: string, digest: Digest): boolean;
  /** Deletes everything of an owner; nothing of it can be restored. */
  forget(owner: string): void;
  /** The blobs of all files of all workspaces and their versions. */
  blobs(): Iterable<Digest>;
  close(): void;
}

export interface WorkspaceStoreOptions {
  readonly dir: string;
  /** Most bytes of a workspace's content as JSON. */
  readonly maxBytes: number;
  /** Most bytes of all workspaces of all owners. */
  readonly maxTotalBytes?: number;
  readonly now?: () => number;
}

const MAX_WORKSPACES = 200;
const MAX_DELETED = 20;
/** Everything of one owner may take as much as this many workspaces of the largest size. */
const OWNER_SHARE = 8;

/** A save is written to the journal and to the database, perhaps with a version. */
const WRITTEN = 3;

/** Paths follow the rules of contexts, where the files end up. */
function checkPath(name: string): void {
  if (contextPath(name) !== "") return;
  throw new ProblemError(problem("context/path", `${JSON.stringify(name)} is not the path of a file.`));
}

const newId = (): string => randomBytes(9).toString("base64url");

/** Opens or creates the store in `workspaces.db` of a folder. A save is on disk when it returns. */
export function openWorkspaceStore(options: WorkspaceStoreOptions): WorkspaceStore {
  const { dir, maxBytes, maxTotalBytes = Number.POSITIVE_INFINITY, now = Date.now } = options;
  const db = openWorkspaceDatabase(dir);
  const entries = openEntries(db);
  const contents = openContents(db);
  const versions = openVersions(db, maxBytes);
  const sent = openSentContent(db);

  function requireId(owner: string, id: string): void {
    if (!entries.isOwn(owner, id)) throw notFound(id);
  }

  function toJson(content: WorkspaceContent): string {
    for (const { path: name } of content.files) checkPath(name);
    const json = JSON.stringify(content);
    const bytes = Buffer.byteLength(json);
    if (bytes > maxBytes) throw tooLarge(bytes, maxBytes);
    // A save that fails halfway leaves a journal of its size, which keeps the disk full for everybody.
    const { bavail, bsize } = statfsSync(dir);
    if (bavail * bsize < bytes * WRITTEN) throw diskFull();
    return json;
  }

  /** Deleted workspaces go first, then versions, the oldest first; what people have is never taken away. */
  function makeRoom(owner: string, grows: boolean): void {
    const limit = maxBytes * OWNER_SHARE;
    while (entries.stored(owner) > limit) {
      if (entries.purge(owner, 0) || versions.forgetOldest(owner)) continue;
      if (grows) throw allTooLarge(limit);
      return;
    }
    if (grows && entries.storedByAll() > maxTotalBytes) throw allTooLarge(maxTotalBytes);
  }

  function write(owner: string, id: string, content: WorkspaceContent, json: string): WorkspaceSaved {
    const before = contents.head(id);
    const grows = json.length > (before === undefined ? 0 : entries.storedOf(id));
    const saved = { revision: (before?.revision ?? 0) + 1, savedAt: now() };
    contents.put(id, saved, content, json);
    entries.put(owner, id, content, json.length);
    makeRoom(owner, grows);
    return saved;
  }

  function requireRevision(owner: string, id: string, expected: number | undefined): void {
    if (!entries.exists(owner, id) && id !== entries.firstId(owner)) throw notFound(id);
    const revision = contents.head(id)?.revision ?? 0;
    if (expected !== undefined && expected !== revision) throw stale(revision);
  }

  return {
    list: entries.list,
    firstId: entries.firstId,
    saved(owner, id) {
      requireId(owner, id);
      return contents.head(id) ?? { revision: 0, savedAt: now() };
    },
    revision: (owner, id) => (entries.exists(owner, id) ? (contents.head(id)?.revision ?? 0) : 0),
    bytes: (owner, id) => (entries.exists(owner, id) ? entries.storedOf(id) : 0),
    read(owner, id) {
      requireId(owner, id);
      const row = contents.read(id) ?? { revision: 0, savedAt: now(), content: JSON.stringify(firstWorkspace()) };
      const { revision, savedAt, content } = row;
      return { revision, json: `${JSON.stringify({ id, revision, savedAt }).slice(0, -1)},${content.slice(1)}` };
    },
    create(owner, content) {
      const json = toJson(content);
      return inTransaction(db, () => {
        if (entries.count(owner) >= MAX_WORKSPACES) throw tooMany(MAX_WORKSPACES);
        const id = newId();
        return { id, ...write(owner, id, content, json) };
      });
    },
    save(owner, id, content, expected) {
      const json = toJson(content);
      return inTransaction(db, () => {
        requireRevision(owner, id, expected);
        const row = contents.read(id);
        if (row !== undefined) versions.keepIfDue(id, row, content, now());
        return write(owner, id, content, json);
      });
    },
    remove: (owner, id) =>
      inTransaction(db, () => {
        requireId(owner, id);
        entries.markDeleted(id, now());
        entries.purge(owner, MAX_DELETED);
      }),
    restore: (owner, id) =>
      inTransaction(db, () => {
        if (!entries.exists(owner, id)) throw notFound(id);
        entries.markDeleted(id, null);
      }),
    versions(owner, id) {
      requireId(owner, id);
      return versions.list(id);
    },
    versionJson(owner, id, version) {
      requireId(owner, id);
      return versions.json(id, version);
    },
    keepVersion(owner, id, content) {
      const json = toJson(content);
      return inTransaction(db, () => {
        requireId(owner, id);
        const version = versions.keep(id, { revision: 0, savedAt: now(), content: json });
        makeRoom(owner, false);
        return { version };
      });
    },
    restoreVersion: (owner, id, version) =>
      inTransaction(db, () => {
        requireId(owner, id);
        const json = versions.json(id, version);
        const row = contents.read(id);
        if (row === undefined) throw notFound(id);
        const kept = versions.keep(id, row);
        return { ...write(owner, id, workspaceContentSchema.parse(JSON.parse(json)), json), kept };
      }),
    hasBlob: contents.hasBlob,
    noteSent: sent.note,
    holds: (owner, digest) =>
      sent.has(owner, digest) || contents.hasBlob(owner, digest) || versions.hasBlob(owner, digest),
    forget: (owner) =>
      inTransaction(db, () => {
        entries.forget(owner);
        sent.forget(owner);
      }),
    *blobs() {
      yield* contents.blobs();
      yield* versions.blobs();
    },
    close: () => db.close(),
  };
}
