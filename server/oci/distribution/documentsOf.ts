import type { Descriptor, ImageManifest } from "#contract/image.ts";
import { type KeptAttestation, type KeptDocuments, keptBlob } from "#server/oci/store/keptDocuments.ts";
import { DOCKER_MANIFEST, OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";

/** A manifest, and how it is named: by an index, or by itself. */
interface NamedManifest {
  readonly entry: Pick<Descriptor, "mediaType" | "digest" | "size" | "annotations">;
  readonly manifest: ImageManifest;
}

type WholeDocuments = KeptDocuments & { readonly manifest: NonNullable<KeptDocuments["manifest"]> };

/** What can be kept of how an image is named. */
export function documentsOf({
  entry,
  manifest,
  attestations,
}: NamedManifest & { readonly attestations: readonly NamedManifest[] }): WholeDocuments {
  // Another type could be a page.
  const mediaType = manifest.mediaType === DOCKER_MANIFEST ? DOCKER_MANIFEST : OCI_MANIFEST;
  return {
    manifest: { ...keptBlob({ ...entry, mediaType }), ...partsOf(manifest) },
    attestations: attestations.map(keptAttestation),
  };
}

function keptAttestation({ entry, manifest }: NamedManifest): KeptAttestation {
  const { config, layers } = partsOf(manifest);
  return { entry: { ...entry, mediaType: OCI_MANIFEST }, blobs: [config, ...layers] };
}

function partsOf({ config, layers }: ImageManifest) {
  return { config: keptBlob(config), layers: layers.map(keptBlob) };
}
