import { createHash } from "node:crypto";
import { z } from "zod";
import { digestSchema } from "#contract/names/digest.ts";
import { resultPartSchema, sharedBuildSchema } from "#contract/share.ts";
import { workspaceFileSchema } from "#contract/workspace.ts";

/** Bytes by their digest: a part of the share. */
const keptPartSchema = z.object({
  part: resultPartSchema,
  /** Index of a layer. */
  layer: z.int().optional(),
  digest: digestSchema,
  size: z.int(),
});

/**
 * Everything in a share, by digest. Its own digest is the share's ID, so what it names can never change; whoever adds a
 * field makes it optional and leaves it out if it is not set, or equal shares would get new links.
 */
export const shareManifestSchema = z.object({
  version: z.literal(1),
  name: z.string(),
  /** Path of the Dockerfile. */
  dockerfile: z.string(),
  files: z.int(),
  /** Files of the workspace that are not in its text. */
  blobs: z.array(z.object({ path: workspaceFileSchema.shape.path, digest: digestSchema, size: z.int() })),
  build: z.optional(sharedBuildSchema),
  parts: z.array(keptPartSchema),
  /** Parts of the result that did not fit. */
  leftOut: z.array(keptPartSchema.pick({ part: true, layer: true })),
  /** The layers of the image, base first, and how many are the base image's. */
  layers: z.array(z.object({ diffId: digestSchema, size: z.int() })),
  baseLayers: z.int(),
});

export type ShareManifest = z.infer<typeof shareManifestSchema>;
export type KeptPart = z.infer<typeof keptPartSchema>;
export type LeftOutPart = ShareManifest["leftOut"][number];

/** Characters of an ID: 132 bits. */
const ID_LENGTH = 22;

/** The manifest as it is stored, and the ID that follows from it. */
export function sealManifest(manifest: ShareManifest): { readonly id: string; readonly json: string } {
  const json = JSON.stringify(shareManifestSchema.parse(manifest));
  return { id: createHash("sha256").update(json).digest("base64url").slice(0, ID_LENGTH), json };
}

/** Bytes of everything that it names. */
export function sizeOfShare({ parts, blobs }: Pick<ShareManifest, "parts" | "blobs">): number {
  return [...parts, ...blobs].reduce((sum, { size }) => sum + size, 0);
}
