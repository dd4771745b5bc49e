import { z } from "zod/mini";

export const builderIdSchema = z.enum(["embedded", "buildkit"]);

/** What a builder is and can do on this machine. */
export const builderDescriptionSchema = z.object({
  id: builderIdSchema,
  available: z.boolean(),
  /** Why it is not available, one sentence. */
  reason: z.optional(z.string()),
  /** Platforms it builds for, such as `linux/amd64`. */
  platforms: z.array(z.string()),
  /** Whether RUN can be executed; `runReason` says why not and what can be done. */
  run: z.boolean(),
  runReason: z.optional(z.string()),
  /** Whether it can forecast a build without building. */
  plan: z.optional(z.boolean()),
  /** What a RUN can reach by default: `none`, `filtered` (public addresses only), or `host`. */
  network: z.enum(["none", "filtered", "host"]),
  /** One line for the foot of the page: isolation and limits in force. */
  details: z.optional(z.record(z.string(), z.string())),
});

/** How late the server's main thread ran during the last 30 to 60 seconds, in milliseconds. */
export const eventLoopDelaySchema = z.object({ p99: z.number(), max: z.number() });

export const healthSchema = z.object({
  status: z.enum(["ok", "degraded"]),
  version: z.string(),
  builders: z.array(builderDescriptionSchema),
  /** Whether ShellCheck is installed: without it, `POST /api/check` has none of its findings. */
  shellcheck: z.optional(z.boolean()),
  eventLoopDelay: z.optional(eventLoopDelaySchema),
});

export type BuilderId = z.infer<typeof builderIdSchema>;
export type BuilderDescription = z.infer<typeof builderDescriptionSchema>;
export type EventLoopDelay = z.infer<typeof eventLoopDelaySchema>;
export type Health = z.infer<typeof healthSchema>;
