import { z } from "zod";
import { type Digest, digestSchema } from "#contract/names/digest.ts";
import { type Share, type ShareEntry, type ShareList, shareIdSchema } from "#contract/share.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { inTransaction } from "#server/storage/inTransaction.ts";
import { absentParts } from "./absentParts.ts";
import { openShareDatabase } from "./shareDatabase.ts";
import { type ShareManifest, sealManifest, shareManifestSchema, sizeOfShare } from "./shareManifest.ts";
import { shareNotFound, sharesFull, tooManyShares } from "./shareProblems.ts";

export interface ShareStoreOptions {
  readonly dir: string;
  readonly blobs: BlobStore;
  /** Most bytes of one share, and of all shares of everybody. */
  readonly maxBytes: number;
  readonly maxTotalBytes: number;
  /** Days until a share expires, counted from when it was shared last; 0 is never. */
  readonly days: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** Immutable copies of workspaces and results, for whoever has their links. */
export interface ShareStore {
  readonly blobs: BlobStore;
  readonly maxBytes: number;
  /** Keeps a share for an owner, perhaps one more. Throws share/too-many, share/too-large. */
  put(owner: string, manifest: ShareManifest): string;
  /** What it has. Throws share/not-found. */
  manifest(id: string): ShareManifest;
  /** What a list says of it. Throws share/not-found. */
  entry(id: string): ShareEntry;
  /** What a reader sees of it. Throws share/not-found. */
  describe(owner: string, id: string): Share;
  /** The owner's, the newest first. */
  list(owner: string): ShareList;
  /** It stays while another owner has it. Throws share/not-found if this one does not. */
  remove(owner: string, id: string): void;
  /** Removes all that an owner shared. */
  forget(owner: string): void;
  /** The blobs of all shares. */
  needed(): Iterable<Digest>;
  close(): void;
}

/** Most shares of one owner, and how many of the largest size they may be together. */
const MOST = 200;
const OWNER_SHARE = 8;
const DAY_MS = 86_400_000;

const rowSchema = z.object({
  id: shareIdSchema,
  created: z.number(),
  /** When it was shared last: by anybody, or by one owner. */
  shared: z.number(),
  manifest: z.string().transform((json) => shareManifestSchema.parse(JSON.parse(json))),
});
const numberSchema = z.object({ value: z.number() });
const digestRow = z.object({ digest: digestSchema });

const FIND = `
  SELECT s.id, s.created_at AS created, s.manifest,
    (SELECT max(shared_at) FROM share_owners WHERE share = s.id) AS shared
  FROM shares s WHERE s.id = ?`;
const LIST = `
  SELECT s.id, s.created_at AS created, s.manifest, o.shared_at AS shared
  FROM share_owners o JOIN shares s ON s.id = o.share WHERE o.owner = ? ORDER BY o.shared_at DESC, s.id`;
const OWN_BYTES = `
  SELECT coalesce(sum(s.size), 0) AS value FROM share_owners o JOIN shares s ON s.id = o.share WHERE o.owner = ?`;

/** Opens or creates the store in `shares.db` of a folder. A share is on disk when `put` returns. */
export function openShareStore({
  dir,
  blobs,
  maxBytes,
  maxTotalBytes,
  days,
  now = Date.now,
}: ShareStoreOptions): ShareStore {
  const db = openShareDatabase(dir);
  const find = db.prepare(FIND);
  const listOf = db.prepare(LIST);
  const ownBytes = db.prepare(OWN_BYTES);
  const allBytes = db.prepare("SELECT coalesce(sum(size), 0) AS value FROM shares");
  const count = db.prepare("SELECT count(*) AS value FROM share_owners WHERE owner = ?");
  const owns = db.prepare("SELECT 1 FROM share_owners WHERE share = ? AND owner = ?");
  const insert = db.prepare("INSERT INTO shares (id, created_at, size, manifest) VALUES (?, ?, ?, ?)");
  const insertBlob = db.prepare("INSERT OR IGNORE INTO share_blobs (share, digest) VALUES (?, ?)");
  const have = db.prepare(
    "INSERT INTO share_owners (share, owner, shared_at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET shared_at = excluded.shared_at",
  );
  const leave = db.prepare("DELETE FROM share_owners WHERE share = ? AND owner = ?");
  const leaveAll = db.prepare("DELETE FROM share_owners WHERE owner = ?");
  const expire = db.prepare("DELETE FROM share_owners WHERE shared_at <= ?");
  const dropUnowned = db.prepare("DELETE FROM shares WHERE id NOT IN (SELECT share FROM share_owners)");
  const selectBlobs = db.prepare("SELECT DISTINCT digest FROM share_blobs");

  const numberIn = (row: unknown): number => numberSchema.parse(row).value;
  const expiryOf = (shared: number) => (days === 0 ? undefined : shared + days * DAY_MS);

  function dropExpired(): void {
    if (days === 0 || expire.run(now() - days * DAY_MS).changes === 0) return;
    dropUnowned.run();
  }

  function requireRow(id: string): z.infer<typeof rowSchema> {
    const row = rowSchema.safeParse(find.get(id));
    if (!row.success || (expiryOf(row.data.shared) ?? Number.POSITIVE_INFINITY) <= now()) throw shareNotFound();
    return row.data;
  }

  function entryOf({ id, created, shared, manifest }: z.infer<typeof rowSchema>): ShareEntry {
    const { name, files, build } = manifest;
    const expiresAt = expiryOf(shared);
    return {
      id,
      name,
      sharedAt: created,
      ...(expiresAt !== undefined && { expiresAt }),
      files,
      size: sizeOfShare(manifest),
      ...(build && { build }),
    };
  }

  /** Undoes the transaction if it is too much. */
  function requireRoom(owner: string): void {
    if (numberIn(count.get(owner)) > MOST) throw tooManyShares(MOST);
    if (numberIn(ownBytes.get(owner)) > maxBytes * OWNER_SHARE) throw sharesFull(maxBytes * OWNER_SHARE);
    if (numberIn(allBytes.get()) > maxTotalBytes) throw sharesFull(maxTotalBytes);
  }

  return {
    blobs,
    maxBytes,
    put(owner, manifest) {
      const { id, json } = sealManifest(manifest);
      return inTransaction(db, () => {
        dropExpired();
        if (find.get(id) === undefined) {
          insert.run(id, now(), sizeOfShare(manifest), json);
          for (const { digest } of [...manifest.parts, ...manifest.blobs]) insertBlob.run(id, digest);
        }
        const isNew = owns.get(id, owner) === undefined;
        have.run(id, owner, now());
        if (isNew) requireRoom(owner);
        return id;
      });
    },
    manifest: (id) => requireRow(id).manifest,
    entry: (id) => entryOf(requireRow(id)),
    describe(owner, id) {
      const row = requireRow(id);
      const { dockerfile } = row.manifest;
      const isOwn = owns.get(id, owner) !== undefined;
      return { ...entryOf(row), dockerfile, isOwn, absent: absentParts(row.manifest, blobs) };
    },
    list(owner) {
      dropExpired();
      const shares = listOf.all(owner).map((row) => entryOf(rowSchema.parse(row)));
      return { shares, most: MOST, maxBytes, days };
    },
    remove: (owner, id) =>
      inTransaction(db, () => {
        if (leave.run(id, owner).changes === 0) throw shareNotFound();
        dropUnowned.run();
      }),
    forget: (owner) =>
      inTransaction(db, () => {
        leaveAll.run(owner);
        dropUnowned.run();
      }),
    needed() {
      dropExpired();
      return selectBlobs.all().map((row) => digestRow.parse(row).digest);
    },
    close: () => db.close(),
  };
}
