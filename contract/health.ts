import { z } from "zod/mini";

/** The name of a builder: `embedded`, or what the operator called a BuildKit builder. */
export const builderIdSchema = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "give the name of a builder"));

/** The name of the builder that comes with Strata. */
export const EMBEDDED_BUILDER = "embedded";

/** Choices that are no builder's name: the server chooses among all, or among those of BuildKit. */
export const AUTO_BUILDER = "auto";
export const ANY_BUILDKIT = "buildkit";

export const builderKindSchema = z.enum(["embedded", "buildkit"]);

/** How buildx reaches a BuildKit. */
export const buildxDriverSchema = z.enum(["docker", "docker-container", "remote", "kubernetes"]);

const builderNodeSchema = z.object({
  name: z.string(),
  available: z.boolean(),
  /** Of BuildKit, such as `v0.25.1`. */
  version: z.optional(z.string()),
  platforms: z.array(z.string()),
});

/** What a builder is and can do on this machine. */
export const builderDescriptionSchema = z.object({
  id: builderIdSchema,
  kind: builderKindSchema,
  driver: z.optional(buildxDriverSchema),
  nodes: z.optional(z.array(builderNodeSchema)),
  /** It is only there for the person who runs the server, not for learners. */
  operatorOnly: z.optional(z.boolean()),
  /** Builds that it runs now, and at most. */
  load: z.optional(z.object({ running: z.int(), most: z.int() })),
  /** It failed, gets no builds, and is probed until it answers again. */
  setAside: z.optional(z.boolean()),
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

/** What runs containers, and what they can reach by default. */
export const containersDescriptionSchema = z.object({
  runtime: z.enum(["sandbox", "docker"]),
  available: z.boolean(),
  /** Why they can't run, and what can be done. */
  reason: z.optional(z.string()),
  /** `bridge`: whatever the machine of the Docker engine reaches, but no other container. */
  network: z.enum(["none", "filtered", "bridge", "host"]),
  /** The Docker engine. `from`: whose it usually is, or DOCKER_HOST. */
  engine: z.optional(z.object({ address: z.string(), from: z.string(), version: z.string() })),
});

/** How late the server's main thread ran during the last 30 to 60 seconds, in milliseconds. */
export const eventLoopDelaySchema = z.object({ p99: z.number(), max: z.number() });

export const healthSchema = z.object({
  status: z.enum(["ok", "degraded"]),
  version: z.string(),
  builders: z.array(builderDescriptionSchema),
  containers: z.optional(containersDescriptionSchema),
  /** Whether ShellCheck is installed: without it, `POST /api/check` has none of its findings. */
  shellcheck: z.optional(z.boolean()),
  eventLoopDelay: z.optional(eventLoopDelaySchema),
});

export type BuilderKind = z.infer<typeof builderKindSchema>;
export type BuildxDriver = z.infer<typeof buildxDriverSchema>;
export type BuilderNode = z.infer<typeof builderNodeSchema>;
export type BuilderId = z.infer<typeof builderIdSchema>;
export type BuilderDescription = z.infer<typeof builderDescriptionSchema>;
export type ContainersDescription = z.infer<typeof containersDescriptionSchema>;
export type EventLoopDelay = z.infer<typeof eventLoopDelaySchema>;
export type Health = z.infer<typeof healthSchema>;
