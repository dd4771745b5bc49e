import type { DatabaseSync } from "node:sqlite";
import { type Digest, digestSchema } from "#contract/names/digest.ts";
import { imageDocuments } from "#server/oci/store/imageDocuments.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { inTransaction } from "#server/storage/inTransaction.ts";

/** What tags refer to, what was pushed after `?1`, what is about an image in `?2`, and what these name or refer to. */
const REACHED = `WITH RECURSIVE reached (workspace, repository, digest) AS (
  SELECT workspace, repository, digest FROM tags
  UNION SELECT workspace, repository, digest FROM manifests WHERE pushed_at > ?1
  UNION SELECT m.workspace, m.repository, m.digest FROM manifests m
    JOIN json_each(?2) own ON own.value ->> 0 = m.workspace AND own.value ->> 1 = m.subject
  UNION SELECT parts.workspace, parts.repository, parts.digest FROM parts
    JOIN reached ON (parts.workspace, parts.repository, parts.manifest) = (reached.workspace, reached.repository, reached.digest)
  UNION SELECT m.workspace, m.repository, m.digest FROM manifests m
    JOIN reached ON (m.workspace, m.repository, m.subject) = (reached.workspace, reached.repository, reached.digest)
)`;

const REMOVE_MANIFESTS = `${REACHED} DELETE FROM manifests
  WHERE (workspace, repository, digest) NOT IN (SELECT workspace, repository, digest FROM reached)`;
const REMOVE_PARTS = `DELETE FROM parts
  WHERE (workspace, repository, manifest) NOT IN (SELECT workspace, repository, digest FROM manifests)`;
const REMOVE_BLOBS = `DELETE FROM blobs WHERE pushed_at <= ?1
  AND (workspace, repository, digest) NOT IN (SELECT workspace, repository, digest FROM parts)`;

/**
 * Removes what nothing refers to and was pushed at `before` (milliseconds since the epoch) or earlier: blobs that no
 * manifest names, manifests without a tag, and tags whose image was removed from the workspace. The next sweep of the
 * store deletes their bytes.
 */
export function forgetOrphans(
  database: DatabaseSync,
  images: Pick<ImageStore, "list" | "get" | "blobs">,
  before: number,
): void {
  const named = database.prepare("SELECT workspace, repository, tag, name FROM tags WHERE name IS NOT NULL").all();
  const names = new Map<string, ReadonlySet<string>>();
  const hasImage = (workspace: string, name: string) => {
    const known = names.get(workspace) ?? new Set(images.list(workspace).flatMap(({ tags }) => tags));
    names.set(workspace, known);
    return known.has(name);
  };
  const gone = named.filter(({ workspace, name }) => !hasImage(String(workspace), String(name)));
  const own = JSON.stringify(ownSubjects(database, images));
  inTransaction(database, () => {
    const removeTag = database.prepare("DELETE FROM tags WHERE workspace = ? AND repository = ? AND tag = ?");
    for (const { workspace, repository, tag } of gone)
      removeTag.run(String(workspace), String(repository), String(tag));
    database.prepare(REMOVE_MANIFESTS).run(before, own);
    database.exec(REMOVE_PARTS);
    database.prepare(REMOVE_BLOBS).run(before);
  });
}

/** The images of the workspaces that were not pushed, and that something pushed is about, such as a signature. */
function ownSubjects(database: DatabaseSync, images: Pick<ImageStore, "list" | "get" | "blobs">): string[][] {
  const workspaces = database.prepare("SELECT DISTINCT workspace FROM manifests WHERE subject IS NOT NULL").all();
  return workspaces.flatMap(({ workspace }) => {
    const owner = String(workspace);
    return images.list(owner).flatMap(({ id }) => {
      const image = images.get(owner, id);
      if (image === undefined) return [];
      const { index, images: parts, attestations } = imageDocuments(images, image);
      return [...(index ? [index] : []), ...parts, ...attestations].map(({ digest }) => [owner, digest]);
    });
  });
}

/** Every blob that the registry must keep. */
export function keptBlobs(database: DatabaseSync): Digest[] {
  const rows = database.prepare("SELECT digest FROM blobs UNION SELECT digest FROM manifests").all();
  return rows.map(({ digest }) => digestSchema.parse(digest));
}
