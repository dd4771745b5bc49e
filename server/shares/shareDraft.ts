import type { SharedBuild } from "#contract/share.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { ShareableWorkspace } from "./shareableWorkspace.ts";
import { type KeptPart, type LeftOutPart, type ShareManifest, sizeOfShare } from "./shareManifest.ts";
import { shareTooLarge } from "./shareProblems.ts";

/** The image of a shared build, as far as it explains its layers. */
export interface SharedImage {
  readonly layers: ShareManifest["layers"];
  readonly baseLayers: number;
}

/** A share in the making: parts are added in the order of their worth until it is full. */
export class ShareDraft {
  readonly #blobs: BlobStore;
  readonly #maxBytes: number;
  readonly #parts: KeptPart[] = [];
  readonly #leftOut: LeftOutPart[] = [];
  readonly #workspace: ShareableWorkspace;
  #build: SharedBuild | undefined;
  #image: SharedImage = { layers: [], baseLayers: 0 };
  #bytes: number;

  /** Begins with the files. Throws share/too-large if they don't fit. */
  constructor(blobs: BlobStore, maxBytes: number, workspace: ShareableWorkspace) {
    this.#blobs = blobs;
    this.#maxBytes = maxBytes;
    this.#workspace = workspace;
    this.#bytes = sizeOfShare({ parts: [], blobs: workspace.blobs });
    const bytes = this.#bytes + workspace.json.byteLength;
    if (bytes > maxBytes) throw shareTooLarge(bytes, maxBytes);
    this.add({ part: "files" }, workspace.json);
  }

  /** Adds a part if there is room for it. */
  add(place: LeftOutPart, bytes: Uint8Array | string): boolean {
    const size = Buffer.byteLength(bytes);
    if (this.#bytes + size > this.#maxBytes) {
      this.leaveOut(place);
      return false;
    }
    this.#parts.push({ ...place, digest: this.#blobs.put(bytes), size });
    this.#bytes += size;
    return true;
  }

  leaveOut(place: LeftOutPart): void {
    this.#leftOut.push(place);
  }

  withBuild(build: SharedBuild): void {
    this.#build = build;
  }

  withImage(image: SharedImage): void {
    this.#image = image;
  }

  manifest(): ShareManifest {
    const { name, dockerfile, files, blobs } = this.#workspace;
    return {
      version: 1,
      name,
      dockerfile,
      files,
      blobs: [...blobs],
      ...(this.#build && { build: this.#build }),
      parts: this.#parts,
      leftOut: this.#leftOut,
      ...this.#image,
    };
  }
}
