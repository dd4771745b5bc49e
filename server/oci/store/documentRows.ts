import type { DatabaseSync } from "node:sqlite";
import type { Digest } from "#contract/names/digest.ts";
import { blobsOfDocuments, type KeptDocuments, parseKeptDocuments } from "./keptDocuments.ts";

/** What the images of the workspaces came with. */
export class DocumentRows {
  readonly #sql: ReturnType<typeof prepare>;

  constructor(database: DatabaseSync) {
    this.#sql = prepare(database);
  }

  /** Without documents, those from before are removed. */
  set(workspace: string, id: string, documents: KeptDocuments | undefined): void {
    if (documents === undefined) this.#sql.remove.run(workspace, id);
    else this.#sql.put.run(workspace, id, JSON.stringify(documents));
  }

  of(workspace: string, id: string): KeptDocuments | undefined {
    const row = this.#sql.get.get(workspace, id);
    return row === undefined ? undefined : parseKeptDocuments(row.documents);
  }

  /** The blobs that they need, of all workspaces. */
  *references(): Generator<Digest> {
    for (const { documents } of this.#sql.all.all()) yield* blobsOfDocuments(parseKeptDocuments(documents));
  }
}

function prepare(database: DatabaseSync) {
  return {
    put: database.prepare("INSERT OR REPLACE INTO image_documents (workspace, id, documents) VALUES (?, ?, ?)"),
    remove: database.prepare("DELETE FROM image_documents WHERE workspace = ? AND id = ?"),
    get: database.prepare("SELECT documents FROM image_documents WHERE workspace = ? AND id = ?"),
    all: database.prepare("SELECT documents FROM image_documents"),
  };
}
