import { z } from "zod/mini";
import { digestSchema } from "./names/digest.ts";
import { problemSchema } from "./problem.ts";

/** What happens to one layer of a pull or a push, in the docker CLI's order. */
export const transferPhaseSchema = z.enum([
  "preparing",
  "waiting",
  "downloading",
  "verifying",
  "extracting",
  "pulled",
  "exists",
  "pushing",
  "mounted",
  "pushed",
]);

/** `layer`: digest of its blob; for a push, its diff ID, as in Docker. `current` and `total` are bytes. */
export const transferProgressSchema = z.object({
  layer: digestSchema,
  phase: transferPhaseSchema,
  current: z.optional(z.int()),
  total: z.optional(z.int()),
  /** The repository a layer was mounted from. */
  from: z.optional(z.string()),
});

/** `docker login`: a registry's host (`docker.io` if absent) and who the person is there. */
export const loginRequestSchema = z.object({
  registry: z.optional(z.string().check(z.maxLength(255))),
  username: z.string().check(z.minLength(1), z.maxLength(255)),
  password: z.string().check(z.minLength(1), z.maxLength(65_536)),
  /** Kept encrypted when the server restarts; otherwise only in memory. */
  keep: z.optional(z.boolean()),
});

export const loginSchema = z.object({ registry: z.string(), username: z.string(), kept: z.boolean() });
export const loginListSchema = z.object({ logins: z.array(loginSchema) });

/** `docker pull`. */
export const pullRequestSchema = z.object({
  reference: z.string().check(z.minLength(1), z.maxLength(512)),
  platform: z.optional(z.string().check(z.maxLength(100))),
});

/**
 * What is used if no registry is reachable: the image of that name that the person has, one that was pulled before, or the one
 * that comes with Strata.
 */
export const standInSchema = z.enum(["own", "kept", "starter"]);

const pulledSchema = z.object({
  /** The image. */
  id: digestSchema,
  /** What the name stands for in the registry. */
  digest: digestSchema,
  reference: z.string(),
  /** False if the image was here already. */
  isNew: z.boolean(),
  standIn: z.optional(standInSchema),
});

/** The manifest in the registry. */
const pushedSchema = z.object({ reference: z.string(), digest: digestSchema, size: z.int() });

/** What a pull or push tells: progress, and one last event. */
export const transferEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("progress"), progress: transferProgressSchema }),
  z.object({ type: z.literal("pulled"), pulled: pulledSchema }),
  z.object({ type: z.literal("pushed"), pushed: pushedSchema }),
  z.object({ type: z.literal("failed"), problem: problemSchema }),
]);

const loadedImageSchema = z.object({
  id: digestSchema,
  /** None if the archive gives it none. */
  names: z.array(z.string()),
  /** Of its index; absent if it has none. */
  platforms: z.optional(z.array(z.string())),
  /** What its index names and what was not loaded: platforms, or digests. Absent if that is nothing. */
  leftOut: z.optional(z.array(z.string())),
});
export const loadedImagesSchema = z.object({ images: z.array(loadedImageSchema) });

/** `docker import`. `change`: instructions, such as `CMD ["sh"]`. */
export const importQuerySchema = z.object({
  name: z.optional(z.string().check(z.maxLength(512))),
  message: z.optional(z.string().check(z.maxLength(4096))),
  change: z.optional(z.union([z.string(), z.array(z.string()).check(z.maxLength(64))])),
});

export type LoadedImage = z.infer<typeof loadedImageSchema>;
export type StandIn = z.infer<typeof standInSchema>;
export type TransferPhase = z.infer<typeof transferPhaseSchema>;
export type TransferProgress = z.infer<typeof transferProgressSchema>;
export type LoginRequest = z.infer<typeof loginRequestSchema>;
export type Login = z.infer<typeof loginSchema>;
export type TransferEvent = z.infer<typeof transferEventSchema>;
