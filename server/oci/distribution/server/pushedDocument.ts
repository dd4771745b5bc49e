import { z } from "zod";
import type { Descriptor, ImageManifest } from "#contract/image.ts";
import { type Digest, digestSchema, isDigest } from "#contract/names/digest.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { DOCKER_INDEX, DOCKER_MANIFEST, OCI_INDEX, OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import { wrongField } from "#server/oci/store/wrongField.ts";
import { type ImageIndex, readManifestDocument } from "../protocol/manifestDocument.ts";
import { registryError } from "../protocol/registryError.ts";

/** A manifest that is pushed, valid in itself. */
export interface PushedDocument {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly content:
    | { readonly kind: "image"; readonly manifest: ImageManifest }
    | { readonly kind: "index"; readonly index: ImageIndex };
  readonly subject?: Digest;
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  /** What must exist before it. */
  readonly blobs: readonly Descriptor[];
  readonly manifests: readonly Descriptor[];
}

/** Only these are served with their own type: another could be a page. */
const KINDS: Readonly<Record<string, "image" | "index">> = {
  [OCI_MANIFEST]: "image",
  [DOCKER_MANIFEST]: "image",
  [OCI_INDEX]: "index",
  [DOCKER_INDEX]: "index",
};

/** Images have some hundred layers at most. */
const MAX_PARTS = 4096;

const extrasSchema = z.looseObject({
  mediaType: z.string().optional(),
  artifactType: z.string().max(255).optional(),
  subject: z.looseObject({ digest: digestSchema }).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});

/** `reference`: a tag, or the digest that it must have. Throws a RegistryError. */
export function readPushedDocument(bytes: Buffer, contentType: string, reference: string): PushedDocument {
  const digest = digestOf(bytes);
  if (isDigest(reference) && reference !== digest) {
    throw registryError("DIGEST_INVALID", { message: `The digest of the manifest is ${digest}.`, detail: { digest } });
  }
  const mediaType = contentType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const content = readContent(bytes, mediaType);
  const extras = extrasSchema.safeParse(content.kind === "image" ? content.manifest : content.index);
  if (!extras.success) throw invalid(`The manifest is not valid${wrongField(extras.error)}.`);
  const { subject, annotations, artifactType, mediaType: own = mediaType } = extras.data;
  if (own !== mediaType) throw invalid(`Its media type is ${own}, and the Content-Type is ${mediaType}.`);
  const type = artifactType || (content.kind === "image" ? content.manifest.config.mediaType : undefined);
  return {
    digest,
    mediaType,
    content,
    ...partsOf(content),
    ...(subject !== undefined && { subject: subject.digest }),
    ...(annotations !== undefined && { annotations }),
    ...(type !== undefined && { artifactType: type }),
  };
}

function readContent(bytes: Buffer, mediaType: string): PushedDocument["content"] {
  const kind = Object.hasOwn(KINDS, mediaType) ? KINDS[mediaType] : undefined;
  if (kind === undefined) throw invalid(`Manifests of the type ${JSON.stringify(mediaType)} are not supported.`);
  const document = readManifestDocument(bytes);
  if (document.kind === "invalid") throw invalid(`The manifest is not valid${wrongField(document.error)}.`);
  if (document.kind === "old") throw invalid("The manifest has Docker's old format (schema 1).");
  if (document.kind !== kind)
    throw invalid(`The Content-Type is ${mediaType}, and the content is an ${document.kind}.`);
  return document;
}

function partsOf(content: PushedDocument["content"]): Pick<PushedDocument, "blobs" | "manifests"> {
  const parts =
    content.kind === "image"
      ? { blobs: [content.manifest.config, ...content.manifest.layers], manifests: [] }
      : { blobs: [], manifests: content.index.manifests };
  if (parts.blobs.length > MAX_PARTS) throw invalid(`The manifest names ${parts.blobs.length} blobs.`);
  return parts;
}

function invalid(message: string) {
  return registryError("MANIFEST_INVALID", { message });
}
