import { errorEntry, RegistryError } from "../protocol/registryError.ts";
import type { FoundBlob } from "./found.ts";
import type { Place } from "./place.ts";
import type { PushedDocument } from "./pushedDocument.ts";
import type { RegistryContents } from "./registryContents.ts";

/** The blobs that a manifest names. Throws a RegistryError with an entry for each part that is not in the repository. */
export function requireParts(
  contents: RegistryContents,
  place: Place,
  { blobs, manifests }: Pick<PushedDocument, "blobs" | "manifests">,
): FoundBlob[] {
  const found = blobs.map((descriptor) => ({ descriptor, blob: contents.blob(place, descriptor.digest) }));
  const missing = [
    ...found.filter(({ blob }) => blob === undefined).map(({ descriptor }) => descriptor),
    ...manifests.filter(({ digest }) => contents.manifest(place, digest) === undefined),
  ];
  if (missing.length > 0) {
    const errors = missing.map(({ digest }) => errorEntry("MANIFEST_BLOB_UNKNOWN", { detail: { digest } }));
    throw new RegistryError({ status: 404, errors });
  }
  const wrong = found.filter(({ descriptor, blob }) => descriptor.size !== blob?.size);
  if (wrong.length > 0) {
    const errors = wrong.map(({ descriptor: { digest, size }, blob }) => {
      const message = `The manifest says that ${digest} has ${size} bytes, and it has ${blob?.size}.`;
      return errorEntry("SIZE_INVALID", { message, detail: { digest } });
    });
    throw new RegistryError({ status: 400, errors });
  }
  return found.flatMap(({ blob }) => blob ?? []);
}
