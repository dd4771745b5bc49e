import { z } from "zod/mini";
import { containerConfigSchema } from "./image.ts";
import { digestSchema } from "./names/digest.ts";

/** A field of `docker image inspect`, by its path (an item of a list or a map last), and the history row that set it. */
export const fieldRowSchema = z.object({ field: z.array(z.string()), row: z.int() });

/** A document of the image: the bytes that have this digest, as JSON. */
export const imageDocumentSchema = z.object({ digest: digestSchema, size: z.int(), json: z.unknown() });

/** A statement about how an image was made or what is in it (in-toto). `json` is absent if it is too large. */
export const attestationSchema = z.object({
  digest: digestSchema,
  size: z.int(),
  /** `https://slsa.dev/provenance/v0.2`, `https://spdx.dev/Document`. */
  predicateType: z.string(),
  json: z.optional(z.unknown()),
});

/** What stands behind `docker image inspect`. */
export const imageFieldsSchema = z.object({
  image: digestSchema,
  rows: z.array(fieldRowSchema),
  /** The configuration of the base image. Absent if it is not at hand. */
  base: z.optional(z.object({ name: z.string(), config: containerConfigSchema })),
  /** `Id` and `Size` of Docker's containerd image store, if it loads the image's archive. */
  containerd: z.object({ id: digestSchema, size: z.int() }),
  /** As the image leaves in an archive. */
  manifest: imageDocumentSchema,
  config: imageDocumentSchema,
  index: imageDocumentSchema,
  /** As it came; absent if it was built here. */
  received: z.optional(z.object({ manifest: z.optional(imageDocumentSchema), index: z.optional(imageDocumentSchema) })),
  attestations: z.array(attestationSchema),
});

export type FieldRow = z.infer<typeof fieldRowSchema>;
export type ImageDocument = z.infer<typeof imageDocumentSchema>;
export type Attestation = z.infer<typeof attestationSchema>;
export type ImageFields = z.infer<typeof imageFieldsSchema>;
