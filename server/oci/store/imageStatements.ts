import type { DatabaseSync } from "node:sqlite";

const PUT = `INSERT INTO images
  (workspace, id, manifest, layers, platform, size, created, built, build_id, base_name, base_layers, provenance, put_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (workspace, id) DO UPDATE SET manifest = excluded.manifest, built = max(built, excluded.built), build_id = excluded.build_id,
    base_name = excluded.base_name, base_layers = excluded.base_layers, provenance = excluded.provenance,
    put_at = excluded.put_at`;
const PUT_TAG = `INSERT INTO tags (workspace, name, id, tagged_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (workspace, name) DO UPDATE SET id = excluded.id, tagged_at = excluded.tagged_at`;
const PUT_SOURCE = "INSERT OR REPLACE INTO image_sources (workspace, id, source) VALUES (?, ?, ?)";

/** The statements over the tables of images, tags, sources, and hidden images. */
export function imageStatements(database: DatabaseSync) {
  return {
    putImage: database.prepare(PUT),
    putTag: database.prepare(PUT_TAG),
    putSource: database.prepare(PUT_SOURCE),
    sourceOf: database.prepare("SELECT source FROM image_sources WHERE workspace = ? AND id = ?"),
    deleteSource: database.prepare("DELETE FROM image_sources WHERE workspace = ? AND id = ?"),
    byId: database.prepare("SELECT * FROM images WHERE workspace = ? AND id = ?"),
    byPrefix: database.prepare("SELECT id FROM images WHERE workspace = ? AND id >= ? AND id < ? LIMIT 2"),
    byName: database.prepare("SELECT id FROM tags WHERE workspace = ? AND name = ?"),
    taggedAt: database.prepare("SELECT max(tagged_at) AS at FROM tags WHERE workspace = ? AND id = ?"),
    tagsOf: database.prepare("SELECT name FROM tags WHERE workspace = ? AND id = ? ORDER BY name"),
    ofWorkspace: database.prepare(
      `SELECT * FROM images WHERE workspace = ? AND id NOT IN (SELECT id FROM hidden_images WHERE workspace = images.workspace)
        ORDER BY put_at DESC, id`,
    ),
    hide: database.prepare("INSERT OR IGNORE INTO hidden_images (workspace, id) VALUES (?, ?)"),
    show: database.prepare("DELETE FROM hidden_images WHERE workspace = ? AND id = ?"),
    idsOf: database.prepare("SELECT id FROM images WHERE workspace = ?"),
    hiddenOwners: database.prepare("SELECT DISTINCT workspace FROM hidden_images"),
    isHidden: database.prepare("SELECT 1 FROM hidden_images WHERE workspace = ? AND id = ?"),
    hiddenOf: database.prepare("SELECT id FROM hidden_images WHERE workspace = ?"),
    all: database.prepare("SELECT * FROM images"),
    setContentSize: database.prepare("UPDATE images SET content_size = ? WHERE workspace = ? AND id = ?"),
    deleteTag: database.prepare("DELETE FROM tags WHERE workspace = ? AND name = ?"),
    deleteTags: database.prepare("DELETE FROM tags WHERE workspace = ? AND id = ?"),
    deleteImage: database.prepare("DELETE FROM images WHERE workspace = ? AND id = ?"),
  };
}
