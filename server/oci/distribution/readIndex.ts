import type { ImageManifest } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import { DOCKER_CONFIG, OCI_CONFIG } from "#server/oci/store/mediaTypes.ts";
import { aboutImage } from "./protocol/attestations.ts";
import type { ImageIndex, IndexEntry, ManifestDocument } from "./protocol/manifestDocument.ts";
import { entryName, selectManifest } from "./selectManifest.ts";

/** A manifest of an index, and how it is named there. */
export interface IndexedManifest {
  readonly entry: IndexEntry;
  readonly manifest: ImageManifest;
}

export interface IndexedImage extends IndexedManifest {
  readonly attestations: readonly IndexedManifest[];
}

export interface IndexContents {
  /** That for this machine first, or else in the order of the index. */
  readonly images: readonly IndexedImage[];
  /** What it names but can't be used: a platform, or an attestation. */
  readonly leftOut: readonly string[];
}

/** A document that an index may name. Undefined if it is not there. */
export type DocumentReader = (
  digest: Digest,
) => { readonly document: ManifestDocument; readonly size: number } | undefined;

/** Most images of one index: official images have a dozen. */
const MAX_PLATFORMS = 32;
/** Most attestations of one image: BuildKit makes one. */
const MAX_ATTESTATIONS = 8;
/** An index may name indexes. */
const MAX_DEPTH = 4;
const TAR = /\.tar(?:[.+](?:gzip|zstd))?$/;

/** Artifacts sometimes use the image's types: a configuration without any of the layers is not an image's. */
export function hasImageTypes({ config, layers }: ImageManifest): boolean {
  return [OCI_CONFIG, DOCKER_CONFIG].includes(config.mediaType) && layers.every(({ mediaType }) => TAR.test(mediaType));
}

/**
 * The images that an index names, and the indexes in it, with the attestations of each. Throws a ProblemError (image/invalid,
 * image/too-large).
 */
export function readIndex(index: ImageIndex, read: DocumentReader): IndexContents {
  const images = new Map<string, IndexedManifest>();
  const statements = new Map<string, IndexEntry>();
  const leftOut: string[] = [];
  const seen = new Set<string>();
  walk(index, 0);
  const attestations = new Map<string, IndexedManifest[]>();
  for (const entry of statements.values()) {
    const about = aboutImage(entry) ?? "";
    const found = images.has(about) ? readEntry(entry) : undefined;
    const others = attestations.get(about) ?? [];
    const isUsed = found?.document.kind === "image" && others.length < MAX_ATTESTATIONS;
    if (isUsed) attestations.set(about, [...others, { entry, manifest: found.document.manifest }]);
    // One about an image that is left out goes with it.
    else if (images.has(about) || !seen.has(about)) leftOut.push(entryName(entry));
  }
  const withAttestations = [...images.values()].map((one) => {
    return { ...one, attestations: attestations.get(one.entry.digest) ?? [] };
  });
  return { images: hostFirst(withAttestations), leftOut };

  function walk({ manifests }: ImageIndex, depth: number): void {
    for (const entry of manifests) {
      if (seen.has(entry.digest)) continue;
      seen.add(entry.digest);
      if (aboutImage(entry) === undefined) take(entry, depth);
      else statements.set(entry.digest, entry);
    }
  }

  function take(entry: IndexEntry, depth: number): void {
    const document = readEntry(entry)?.document;
    if (document?.kind === "image" && hasImageTypes(document.manifest)) {
      images.set(entry.digest, { entry, manifest: document.manifest });
      if (images.size > MAX_PLATFORMS) throw tooMany();
    } else if (document?.kind === "index" && depth < MAX_DEPTH) walk(document.index, depth + 1);
    else leftOut.push(entryName(entry));
  }

  function readEntry({ digest, size }: IndexEntry): ReturnType<DocumentReader> {
    const found = read(digest);
    if (found === undefined || found.size === size) return found;
    throw problemError("image/invalid", `The index says that ${digest} has ${size} bytes, and it has ${found.size}.`, {
      next: "Copy the image again, for example with skopeo copy --all.",
    });
  }
}

function hostFirst(images: readonly IndexedImage[]): IndexedImage[] {
  const manifests = images.map(({ entry }) => entry);
  const [host] = selectManifest({ schemaVersion: 2, manifests }, hostPlatform()).candidates;
  const first = images.filter(({ entry }) => entry.digest === host?.digest);
  return [...first, ...images.filter((image) => !first.includes(image))];
}

function tooMany() {
  return problemError("image/too-large", `The index has images for more than ${MAX_PLATFORMS} platforms.`, {
    next: "Copy fewer of them, for example with skopeo copy --multi-arch=system.",
  });
}
