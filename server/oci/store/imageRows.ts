import type { DatabaseSync } from "node:sqlite";
import type { ImageSource, ImageSummary } from "#contract/image.ts";
import type { ImageLayers } from "#contract/imageSharing.ts";
import type { Digest } from "#contract/names/digest.ts";
import { familiarName, normalizedName, parseReference } from "#contract/names/reference.ts";
import { inTransaction } from "#server/storage/inTransaction.ts";
import type { BlobStore } from "./blobStore.ts";
import { DocumentRows } from "./documentRows.ts";
import type { ImageRecord } from "./imageRecord.ts";
import { blobsOf, imageSummary, parseLayers, parseRecord, parseSource, storedImage } from "./imageRecord.ts";
import { imageStatements } from "./imageStatements.ts";
import { type KeptDocuments, richerDocuments } from "./keptDocuments.ts";
import { PlatformRows } from "./platformRows.ts";
import { requireReference } from "./requireReference.ts";
import type { StoredImage } from "./storedImage.ts";

/** A row to put, and what is beside it. */
export interface NewRow {
  readonly row: Omit<ImageRecord, "put_at" | "content_size">;
  /** Normalized. */
  readonly tags: readonly string[];
  readonly source: ImageSource | undefined;
  readonly documents: KeptDocuments | undefined;
  /** See NewImage. */
  readonly keepsRecord: boolean;
  readonly hidden: boolean;
}

/** The images of the workspaces, and their names, in the database. Names are stored normalized, and returned familiar. */
export class ImageRows {
  readonly #database: DatabaseSync;
  readonly #blobs: BlobStore;
  readonly #sql: ReturnType<typeof imageStatements>;
  readonly #platforms: PlatformRows;
  readonly #documents: DocumentRows;

  constructor(database: DatabaseSync, blobs: BlobStore) {
    this.#database = database;
    this.#blobs = blobs;
    this.#sql = imageStatements(database);
    this.#platforms = new PlatformRows(database);
    this.#documents = new DocumentRows(database);
  }

  /** All or nothing. With other images, the first has an index of all; without, it has none anymore, unless its record is kept. */
  put(image: NewRow, others: readonly NewRow[] = []): void {
    const { workspace, id } = image.row;
    inTransaction(this.#database, () => {
      const keepsIndex = others.length === 0 && this.#isKept(image);
      for (const other of others) this.#put({ ...other, hidden: true });
      this.#put(image);
      if (keepsIndex) return;
      const had = this.#platforms.set(workspace, id, [id, ...others.map(({ row }) => row.id)]);
      this.#dropParts(workspace, had);
    });
  }

  #isKept({ row: { workspace, id }, keepsRecord }: NewRow): boolean {
    return keepsRecord && this.#sql.byId.get(workspace, id) !== undefined;
  }

  #put(image: NewRow): void {
    const { row, tags, hidden, documents } = image;
    const { workspace, id } = row;
    const isKept = this.#isKept(image);
    // One that is listed stays listed.
    if (!hidden) this.#sql.show.run(workspace, id);
    else if (this.#sql.byId.get(workspace, id) === undefined) this.#sql.hide.run(workspace, id);
    if (!isKept) this.#putRecord(image);
    const had = isKept ? this.#documents.of(workspace, id) : undefined;
    this.#documents.set(workspace, id, richerDocuments(had, documents));
    for (const tag of tags) this.#sql.putTag.run(workspace, tag, id, Date.now());
  }

  /** Without a source, an earlier one for the same image is removed: its provenance is replaced too. */
  #putRecord({ row, source }: NewRow): void {
    const { workspace, id, manifest, layers, platform, size, created, built, provenance } = row;
    this.#sql.putImage.run(
      ...[workspace, id, manifest, layers, platform, size, created, built],
      ...[row.build_id, row.base_name, row.base_layers, provenance, Date.now()],
    );
    if (source === undefined) this.#sql.deleteSource.run(workspace, id);
    else this.#sql.putSource.run(workspace, id, JSON.stringify(source));
  }

  /** See ImageStore.get. */
  find(workspace: string, ref: string): StoredImage | undefined {
    const record = this.#record(workspace, ref);
    if (record === undefined) return undefined;
    return storedImage(this.#blobs, record, {
      ...this.#beside(record),
      source: parseSource(this.#sql.sourceOf.get(workspace, record.id)?.source),
      documents: this.#documents.of(workspace, record.id),
    });
  }

  /** The same, without reading the image: it may be damaged. */
  findId(workspace: string, ref: string): Digest | undefined {
    return this.#record(workspace, ref)?.id;
  }

  /** See ImageStore.touchedAt. */
  touchedAt(workspace: string, ref: string): number | undefined {
    const record = this.#record(workspace, ref);
    return record && Math.max(record.put_at, Number(this.#sql.taggedAt.get(workspace, record.id)?.at ?? 0));
  }

  summary(workspace: string, ref: string): ImageSummary | undefined {
    const record = this.#record(workspace, ref);
    return record && imageSummary(record, this.#beside(record));
  }

  #beside({ workspace, id }: ImageRecord) {
    return { tags: this.#namesOf(workspace, id).map(familiar), platforms: this.#platforms.of(workspace, id) };
  }

  #record(workspace: string, ref: string): ImageRecord | undefined {
    const id = this.#idOf(workspace, ref);
    const row = id === undefined ? undefined : this.#sql.byId.get(workspace, id);
    return row === undefined ? undefined : parseRecord(row);
  }

  list(workspace: string): ImageSummary[] {
    return this.#sql.ofWorkspace.all(workspace).map((row) => {
      const record = parseRecord(row);
      return imageSummary(record, this.#beside(record));
    });
  }

  listLayers(workspace: string): ImageLayers[] {
    return this.#sql.ofWorkspace.all(workspace).map((row) => {
      const { id, layers } = parseRecord(row);
      return { id, layers: parseLayers(layers) };
    });
  }

  setContentSize(workspace: string, id: Digest, bytes: number): void {
    inTransaction(this.#database, () => this.#sql.setContentSize.run(bytes, workspace, id));
  }

  tag(workspace: string, id: Digest, name: string): void {
    inTransaction(this.#database, () => {
      this.#sql.show.run(workspace, id);
      this.#sql.putTag.run(workspace, name, id, Date.now());
    });
  }

  untag(workspace: string, name: string): boolean {
    return inTransaction(this.#database, () => this.#sql.deleteTag.run(workspace, name).changes > 0);
  }

  /** `ref` is the requested name or ID. What an index of another image needs is only hidden. */
  remove(workspace: string, id: Digest, ref: string): { untagged: string[]; deleted?: Digest } {
    return inTransaction(this.#database, () => {
      const names = this.#namesOf(workspace, id);
      const parsed = parseReference(ref);
      const name = parsed.ok ? normalizedName(parsed.reference) : "";
      if (names.includes(name) && names.length > 1) {
        this.#sql.deleteTag.run(workspace, name);
        return { untagged: [familiar(name)] };
      }
      if (this.#platforms.isPart(workspace, id)) {
        this.#sql.deleteTags.run(workspace, id);
        this.#sql.hide.run(workspace, id);
        return { untagged: names.map(familiar) };
      }
      this.#delete(workspace, id);
      return { untagged: names.map(familiar), deleted: id };
    });
  }

  /** See ImageStore.dropBroken. */
  dropBroken(): string[] {
    const broken = this.#sql.all
      .all()
      .map(parseRecord)
      .filter((record) => !this.#isWhole(record));
    return inTransaction(this.#database, () =>
      broken.flatMap(({ workspace, id }) => {
        const names = this.#namesOf(workspace, id).map(familiar);
        this.#delete(workspace, id);
        return names.length > 0 ? names : [id];
      }),
    );
  }

  /** See ImageStore.dropHidden. */
  dropHidden(workspace: string, used: ReadonlySet<string>): void {
    const unused = this.#sql.hiddenOf
      .all(workspace)
      .map(({ id }) => String(id))
      .filter((id) => !used.has(id) && !this.#platforms.isPart(workspace, id));
    if (unused.length === 0) return;
    inTransaction(this.#database, () => {
      for (const id of unused) this.#delete(workspace, id);
    });
  }

  hiddenOwners(): string[] {
    return this.#sql.hiddenOwners.all().map(({ workspace }) => String(workspace));
  }

  /** See ImageStore.endHidden. */
  endHidden(workspace: string, id: string, isUsed: boolean): void {
    if (!this.#sql.hiddenOf.all(workspace).some((hidden) => hidden.id === id)) return;
    if (this.#platforms.isPart(workspace, id)) return;
    if (isUsed) this.#sql.show.run(workspace, id);
    else inTransaction(this.#database, () => this.#delete(workspace, id));
  }

  /** Removes all images of a workspace. */
  forget(workspace: string): void {
    inTransaction(this.#database, () => {
      for (const { id } of this.#sql.idsOf.all(workspace)) this.#delete(workspace, String(id));
    });
  }

  #delete(workspace: string, id: string): void {
    this.#sql.show.run(workspace, id);
    this.#sql.deleteTags.run(workspace, id);
    this.#sql.deleteSource.run(workspace, id);
    this.#documents.set(workspace, id, undefined);
    this.#sql.deleteImage.run(workspace, id);
    const parts = this.#platforms.set(workspace, id, []);
    this.#platforms.leave(workspace, id);
    this.#dropParts(workspace, parts);
  }

  /** Removes those that no index needs anymore, and no list ever showed. */
  #dropParts(workspace: string, parts: readonly string[]): void {
    for (const id of parts) {
      const isNeeded = this.#platforms.of(workspace, id) !== undefined;
      if (!isNeeded && this.#sql.isHidden.get(workspace, id) !== undefined) this.#delete(workspace, id);
    }
  }

  #isWhole(record: ImageRecord): boolean {
    return [...blobsOf(record)].every((digest) => this.#blobs.has(digest));
  }

  /** The blobs of the images of all workspaces. */
  *references(): Generator<Digest> {
    for (const row of this.#sql.all.all()) yield* blobsOf(parseRecord(row));
    yield* this.#documents.references();
  }

  #namesOf(workspace: string, id: Digest): string[] {
    return this.#sql.tagsOf.all(workspace, id).map((row) => String(row.name));
  }

  /** Like Docker: a full ID, or else a name, or else a unique prefix of an ID. */
  #idOf(workspace: string, ref: string): string | undefined {
    if (/^sha256:[0-9a-f]{64}$/.test(ref)) return ref;
    const parsed = parseReference(ref);
    const named = parsed.ok ? this.#sql.byName.get(workspace, normalizedName(parsed.reference)) : undefined;
    if (named !== undefined) return String(named.id);
    const hex = /^(?:sha256:)?([0-9a-f]{6,64})$/.exec(ref)?.[1];
    if (hex === undefined) return undefined;
    // "g" is the character after "f".
    const found = this.#sql.byPrefix.all(workspace, `sha256:${hex}`, `sha256:${hex}g`);
    return found.length === 1 ? String(found[0]?.id) : undefined;
  }
}

function familiar(name: string): string {
  return familiarName(requireReference(name));
}
