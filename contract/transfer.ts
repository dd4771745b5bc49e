import { z } from "zod";
import { digestSchema } from "./names/digest.ts";

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

/** `layer`: digest of its blob. `current` and `total` are bytes. */
export const transferProgressSchema = z.object({
  layer: digestSchema,
  phase: transferPhaseSchema,
  current: z.int().optional(),
  total: z.int().optional(),
  /** The repository a layer was mounted from. */
  from: z.string().optional(),
});

/** `docker login`: a registry's host (`docker.io` if absent) and who the person is there. */
export const loginRequestSchema = z.object({
  registry: z.string().max(255).optional(),
  username: z.string().min(1).max(255),
  password: z.string().min(1).max(65_536),
  /** Kept encrypted when the server restarts; otherwise only in memory. */
  keep: z.boolean().optional(),
});

export const loginSchema = z.object({ registry: z.string(), username: z.string(), kept: z.boolean() });
export const loginListSchema = z.object({ logins: z.array(loginSchema) });

export type TransferPhase = z.infer<typeof transferPhaseSchema>;
export type TransferProgress = z.infer<typeof transferProgressSchema>;
export type LoginRequest = z.infer<typeof loginRequestSchema>;
export type Login = z.infer<typeof loginSchema>;
