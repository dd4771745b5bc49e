import type { Digest } from "#contract/names/digest.ts";
import { aboutImage } from "#server/oci/distribution/protocol/attestations.ts";
import type { ImageIndex, IndexEntry } from "#server/oci/distribution/protocol/manifestDocument.ts";
import { type IndexedImage, type IndexedManifest, readIndex } from "#server/oci/distribution/readIndex.ts";
import { entryName } from "#server/oci/distribution/selectManifest.ts";
import type { KeptBlob } from "#server/oci/store/keptDocuments.ts";
import { DOCKER_INDEX, OCI_INDEX } from "#server/oci/store/mediaTypes.ts";
import { invalid } from "./archiveFiles.ts";
import type { LayoutDocument, LayoutDocuments } from "./layoutDocuments.ts";

/** An index in an archive, with what is there of it. */
export interface ArchivedIndex {
  readonly images: readonly IndexedImage[];
  /** What it names but is missing, or can't be used. */
  readonly leftOut: readonly string[];
  /** Absent for what the archive's own list names. */
  readonly index?: KeptBlob;
}

/** Reads the indexes of an archive, each once. */
export class ArchivedIndexes {
  readonly #documents: LayoutDocuments;
  readonly #read = new Map<Digest, ArchivedIndex>();

  constructor(documents: LayoutDocuments) {
    this.#documents = documents;
  }

  /** What an entry of `index.json` names. Throws a ProblemError (image/invalid, image/too-large). */
  named(top: ImageIndex, entry: IndexEntry): ArchivedIndex {
    const known = this.#read.get(entry.digest);
    if (known !== undefined) return known;
    const found = this.#documents.find(entry.digest);
    const named = found?.document.kind === "index" ? this.#index(found, found.document.index) : this.#alone(top, entry);
    this.#read.set(entry.digest, named);
    return named;
  }

  #index({ digest, size }: LayoutDocument, index: ImageIndex): ArchivedIndex {
    const mediaType = index.mediaType === DOCKER_INDEX ? DOCKER_INDEX : OCI_INDEX;
    return { ...this.#contents(index), index: { mediaType, digest, size } };
  }

  /** An image that the archive lists itself, with its attestations there. */
  #alone(top: ImageIndex, entry: IndexEntry): ArchivedIndex {
    const attestations = top.manifests.filter((other) => aboutImage(other) === entry.digest);
    return this.#contents({ ...top, manifests: [entry, ...attestations] });
  }

  #contents(index: ImageIndex): ArchivedIndex {
    const { images, leftOut } = readIndex(index, (digest) => this.#documents.find(digest));
    const whole = images.filter((image) => this.#isWhole(image));
    const missing = images.filter((image) => !whole.includes(image)).map(({ entry }) => entryName(entry));
    return {
      images: whole.map((image) => this.#withAttestations(image)),
      leftOut: [...leftOut, ...missing],
    };
  }

  #withAttestations(image: IndexedImage): IndexedImage {
    return { ...image, attestations: image.attestations.filter((one) => this.#isWhole(one)) };
  }

  /** Throws a ProblemError (image/invalid) if a blob is there with another size. */
  #isWhole({ manifest: { config, layers } }: IndexedManifest): boolean {
    return [config, ...layers].every(({ digest, size }) => {
      const file = this.#documents.blob(digest);
      if (file === undefined || file.size === size) return file !== undefined;
      throw invalid(`A manifest says that ${digest} has ${size} bytes, and it has ${file.size}.`);
    });
  }
}
