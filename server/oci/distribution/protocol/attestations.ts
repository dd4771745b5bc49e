import type { Descriptor, ImageManifest } from "#contract/image.ts";
import { type Digest, isDigest } from "#contract/names/digest.ts";
import { MAX_STATEMENTS } from "#server/oci/store/receivedDocuments.ts";
import type { ImageIndex } from "./manifestDocument.ts";

const IN_TOTO = "application/vnd.in-toto+json";

/** A statement of an attestation manifest. */
export interface StatementBlob {
  readonly digest: Digest;
  readonly size: number;
  readonly predicateType: string;
}

/** The manifests in an index that hold BuildKit's attestations of an image. */
export function attestationsOf({ manifests }: ImageIndex, image: Digest): Digest[] {
  return manifests.filter((entry) => aboutImage(entry) === image).map(({ digest }) => digest);
}

/** The digest of the manifest that an attestation is about; undefined for any other manifest. */
export function aboutImage({ annotations = {} }: Pick<Descriptor, "annotations">): string | undefined {
  if (annotations["vnd.docker.reference.type"] !== "attestation-manifest") return undefined;
  return annotations["vnd.docker.reference.digest"] ?? "";
}

export function statementBlobs({ layers }: ImageManifest): StatementBlob[] {
  return layers.flatMap((layer) => statementBlob(layer) ?? []).slice(0, MAX_STATEMENTS);
}

function statementBlob({ mediaType, digest, size, annotations = {} }: Descriptor): StatementBlob | undefined {
  if (mediaType !== IN_TOTO || !isDigest(digest)) return undefined;
  return { digest, size, predicateType: annotations["in-toto.io/predicate-type"] ?? "" };
}
