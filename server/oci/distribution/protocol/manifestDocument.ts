import { z } from "zod";
import { descriptorSchema, type ImageManifest, imageManifestSchema } from "#contract/image.ts";
import { digestSchema } from "#contract/names/digest.ts";
import { withoutNulls } from "#server/oci/store/goJson.ts";

const platformSchema = z.looseObject({
  os: z.string().default(""),
  architecture: z.string().default(""),
  variant: z.string().optional(),
});
const indexSchema = z.looseObject({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  manifests: z
    .array(z.looseObject({ ...descriptorSchema.shape, digest: digestSchema, platform: platformSchema.optional() }))
    .max(1000),
});
/** Go treats an image whose list of layers is null as one without layers. */
const manifestSchema = z.looseObject({
  ...imageManifestSchema.shape,
  layers: z._default(imageManifestSchema.shape.layers, []),
});
const shapeSchema = z.looseObject({ schemaVersion: z.unknown().optional(), manifests: z.unknown().optional() });

export type ImageIndex = z.infer<typeof indexSchema>;
export type IndexEntry = ImageIndex["manifests"][number];

export type ManifestDocument =
  | { readonly kind: "image"; readonly manifest: ImageManifest }
  | { readonly kind: "index"; readonly index: ImageIndex }
  /** Docker's schema 1. */
  | { readonly kind: "old" }
  | { readonly kind: "invalid"; readonly error: unknown };

/** Reads a manifest as Go does, by its content: media types are sometimes missing or wrong. */
export function readManifestDocument(bytes: Buffer): ManifestDocument {
  try {
    return documentOf(withoutNulls(JSON.parse(bytes.toString("utf8"))));
  } catch (error) {
    return { kind: "invalid", error };
  }
}

function documentOf(json: unknown): ManifestDocument {
  const shape = shapeSchema.safeParse(json).data;
  if (shape?.schemaVersion === 1) return { kind: "old" };
  return Array.isArray(shape?.manifests)
    ? { kind: "index", index: indexSchema.parse(json) }
    : { kind: "image", manifest: manifestSchema.parse(json) };
}
