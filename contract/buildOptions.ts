import { z } from "zod/mini";

/** A name of a cache that the server keeps for a workspace. */
const cacheNameSchema = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9_.-]{0,62}$/, "use lowercase letters, digits, dots, and dashes"));

/** Where a build may take cached results from: a registry's image, or a cache that this server keeps under a name. */
export const cacheSourceSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("registry"), ref: z.string().check(z.minLength(1), z.maxLength(512)) }),
  z.object({ type: z.literal("local"), name: cacheNameSchema }),
]);

/** `min`: the result's layers; `max`: those of all steps. */
const cacheModeSchema = z.enum(["min", "max"]);

/** Where a build leaves its results for others. */
export const cacheTargetSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("registry"),
    ref: z.string().check(z.minLength(1), z.maxLength(512)),
    mode: z.optional(cacheModeSchema),
  }),
  z.object({ type: z.literal("local"), name: cacheNameSchema, mode: z.optional(cacheModeSchema) }),
]);

/** Statements about how an image was made and what is in it, which are kept with it. */
export const attestationRequestSchema = z.object({
  /** `max` tells the Dockerfile and the build's arguments too. Off if absent. */
  provenance: z.optional(z.enum(["min", "max"])),
  sbom: z.optional(z.boolean()),
});

export type CacheSource = z.infer<typeof cacheSourceSchema>;
export type CacheTarget = z.infer<typeof cacheTargetSchema>;
export type AttestationRequest = z.infer<typeof attestationRequestSchema>;
