import type { ImageSource, Provenance } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { KeptDocuments } from "./keptDocuments.ts";
import type { Annotations } from "./manifest.ts";

export interface NewImage {
  readonly workspace: string;
  /** The configuration's bytes: their digest is the image's id. */
  readonly config: Uint8Array;
  /** diffIds, base first; each must be in the blob store. */
  readonly layers: readonly Digest[];
  /** Names as entered; each is moved from the image that has it. */
  readonly tags: readonly string[];
  /** Of the manifest. */
  readonly annotations?: Annotations;
  /** By history index; null if the row comes from the base image. */
  readonly provenance?: readonly (Provenance | null)[];
  /** The build that made it, and its source. */
  readonly source?: ImageSource;
  /** Familiar name of the base image, and the number of its layers. */
  readonly baseName?: string;
  readonly baseLayers?: number;
  /** False for an image that was not built here. True if absent. */
  readonly built?: boolean;
  /** If the workspace has the image, its record and its index stay: it gets the tags, and the documents or index given. */
  readonly keepsRecord?: boolean;
  /** What it came with, in the blob store. */
  readonly documents?: KeptDocuments;
  /** No list shows it until it gets a name or is put without this. */
  readonly hidden?: boolean;
  /** The same for other platforms: with them, this one has an index of all. They are hidden unless they are listed already. */
  readonly others?: readonly NewImage[];
}
