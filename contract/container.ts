import { z } from "zod/mini";
import { namedValues } from "./namedValues.ts";
import { digestSchema } from "./names/digest.ts";

/** What `docker run --name` accepts. */
export const containerNameSchema = z
  .string()
  .check(
    z.maxLength(128),
    z.regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/, "use letters, digits, _, ., and -; start with a letter or digit"),
  );

const portSchema = z.int().check(z.gte(1), z.lte(65_535));
const portProtocolSchema = z.enum(["tcp", "udp"]);

/** `-p`: a port of the container on the machine's loopback; without `host`, on a free one. */
export const publishedPortSchema = z.object({
  container: portSchema,
  protocol: portProtocolSchema,
  host: z.optional(portSchema),
});

/** `-v` and `--tmpfs`. A volume without a name is anonymous. */
export const containerMountSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("volume"),
    name: z.optional(z.string().check(z.maxLength(255))),
    target: z.string().check(z.minLength(1), z.maxLength(4096)),
    readOnly: z.optional(z.boolean()),
  }),
  z.object({
    type: z.literal("tmpfs"),
    target: z.string().check(z.minLength(1), z.maxLength(4096)),
    sizeBytes: z.optional(z.int().check(z.positive())),
  }),
]);

/** As in an image's configuration; times in nanoseconds. */
export const healthcheckSchema = z.object({
  Test: z.optional(z.array(z.string())),
  Interval: z.optional(z.number()),
  Timeout: z.optional(z.number()),
  StartPeriod: z.optional(z.number()),
  StartInterval: z.optional(z.number()),
  Retries: z.optional(z.number()),
});

/** What `docker create` says. Absent fields are the image's. */
export const containerSpecSchema = z.object({
  /** A name, a tag, or an ID. */
  image: z.string().check(z.minLength(1), z.maxLength(512)),
  name: z.optional(containerNameSchema),
  /** `[]` and `[""]` clear the image's. With an entrypoint, the image's command is not used. */
  entrypoint: z.optional(z.array(z.string())),
  command: z.optional(z.array(z.string())),
  /** `NAME=value`; added to the image's, or in place of them. */
  env: z.optional(z.array(z.string())),
  workdir: z.optional(z.string().check(z.maxLength(4096))),
  user: z.optional(z.string().check(z.maxLength(256))),
  hostname: z.optional(z.string().check(z.maxLength(64))),
  labels: z.optional(
    namedValues(z.string().check(z.minLength(1), z.maxLength(1024)), z.string().check(z.maxLength(65_536))),
  ),
  /** `-t` and `-i`. */
  terminal: z.optional(z.boolean()),
  stdin: z.optional(z.boolean()),
  network: z.optional(z.enum(["default", "none"])),
  ports: z.optional(z.array(publishedPortSchema).check(z.maxLength(64))),
  /** `-P`: every exposed port on a free one. */
  publishAll: z.optional(z.boolean()),
  mounts: z.optional(z.array(containerMountSchema).check(z.maxLength(64))),
  readOnly: z.optional(z.boolean()),
  /** Less than the operator's limits; more is cut to them. */
  memoryBytes: z.optional(z.int().check(z.positive())),
  cpus: z.optional(z.number().check(z.positive())),
  processes: z.optional(z.int().check(z.positive())),
  stopSignal: z.optional(z.string().check(z.maxLength(32))),
  /** Grace time of `docker stop`; 10 if absent. */
  stopSeconds: z.optional(z.int().check(z.gte(0), z.lte(3600))),
  healthcheck: z.optional(healthcheckSchema),
  /** `--rm` */
  autoRemove: z.optional(z.boolean()),
});

/** Why a container ended, if not by itself. */
export const containerEndSchema = z.enum([
  "exit",
  "memory",
  "processes",
  "cpu",
  "disk",
  "output",
  "time",
  "idle",
  /** The command could not be executed; `message` is runc's. */
  "not-started",
  /** The server stopped or died. */
  "server",
]);

const healthStateSchema = z.enum(["starting", "healthy", "unhealthy"]);

/** Times in milliseconds since the epoch. */
export const containerStateSchema = z.discriminatedUnion("phase", [
  z.object({ phase: z.literal("created") }),
  z.object({
    phase: z.literal("running"),
    startedAt: z.int(),
    paused: z.boolean(),
    health: z.optional(z.object({ state: healthStateSchema, failures: z.int(), output: z.string() })),
  }),
  z.object({
    phase: z.literal("exited"),
    /** Absent if the command never started. */
    startedAt: z.optional(z.int()),
    finishedAt: z.int(),
    /** As Docker's: 125, 126, 127, 137, 143, … */
    code: z.int(),
    reason: containerEndSchema,
    message: z.optional(z.string()),
  }),
]);

/** What the writable layer holds, against the layers below. */
export const writableLayerSchema = z.object({
  bytes: z.int(),
  added: z.int(),
  changed: z.int(),
  deleted: z.int(),
});

export const containerSchema = z.object({
  /** 64 hexadecimal digits. */
  id: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  name: z.string(),
  image: z.object({ id: digestSchema, ref: z.string() }),
  /** As executed: entrypoint and command, or the shell that runs it. */
  argv: z.array(z.string()),
  spec: containerSpecSchema,
  createdAt: z.int(),
  state: containerStateSchema,
  restarts: z.int(),
  /** While it runs. */
  ports: z.array(z.required(publishedPortSchema)),
  /** Also the anonymous ones of VOLUME. */
  volumes: z.array(z.object({ name: z.string(), target: z.string(), readOnly: z.boolean(), anonymous: z.boolean() })),
  /** As of the last count; absent before the first. */
  writable: z.optional(writableLayerSchema),
});

export const containerListSchema = z.object({ containers: z.array(containerSchema) });

/** Something of a container or volume changed: `docker events`. */
export const containerEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("changed"), container: containerSchema }),
  z.object({ type: z.literal("removed"), id: z.string() }),
]);

/** `docker diff`: a path that was added, changed, or deleted. */
export const containerChangeSchema = z.object({
  path: z.string(),
  change: z.enum(["added", "changed", "deleted"]),
  type: z.enum(["file", "dir", "symlink", "hardlink", "char", "block", "fifo"]),
  /** Bytes of content. */
  size: z.int(),
});

export const containerChangesSchema = z.object({ changes: z.array(containerChangeSchema), truncated: z.boolean() });

/** `docker commit`. */
export const commitRequestSchema = z.object({
  tag: z.optional(z.string().check(z.maxLength(512))),
  message: z.optional(z.string().check(z.maxLength(4096))),
  author: z.optional(z.string().check(z.maxLength(1024))),
  /** `-c`: Dockerfile instructions, such as `CMD ["x"]`. */
  changes: z.optional(z.array(z.string().check(z.maxLength(65_536))).check(z.maxLength(64))),
  /** Whether it is paused meanwhile; true if absent. */
  pause: z.optional(z.boolean()),
});

/** `docker exec`. */
export const execSpecSchema = z.object({
  command: z.array(z.string()).check(z.minLength(1)),
  env: z.optional(z.array(z.string())),
  workdir: z.optional(z.string().check(z.maxLength(4096))),
  user: z.optional(z.string().check(z.maxLength(256))),
  terminal: z.optional(z.boolean()),
  stdin: z.optional(z.boolean()),
});

/** `docker top`: processes as the container sees them. */
export const containerProcessSchema = z.object({
  pid: z.int(),
  ppid: z.int(),
  uid: z.int(),
  /** Seconds of processor time. */
  cpuSeconds: z.number(),
  /** Milliseconds since the epoch. */
  startedAt: z.int(),
  memoryBytes: z.int(),
  command: z.string(),
});

/** `docker stats` at one moment. */
export const containerStatsSchema = z.object({
  at: z.int(),
  memoryBytes: z.int(),
  memoryLimit: z.int(),
  cpuSeconds: z.number(),
  processes: z.int(),
  receivedBytes: z.int(),
  sentBytes: z.int(),
});

export const volumeSchema = z.object({
  name: z.string(),
  createdAt: z.int(),
  anonymous: z.boolean(),
  labels: z.record(z.string(), z.string()),
  /** Bytes on disk; absent if not counted yet. */
  bytes: z.optional(z.int()),
  /** IDs of the containers that have it. */
  containers: z.array(z.string()),
});

export const volumeListSchema = z.object({ volumes: z.array(volumeSchema) });

export type PublishedPort = z.infer<typeof publishedPortSchema>;
export type ContainerMount = z.infer<typeof containerMountSchema>;
export type Healthcheck = z.infer<typeof healthcheckSchema>;
export type ContainerSpec = z.infer<typeof containerSpecSchema>;
export type ContainerState = z.infer<typeof containerStateSchema>;
export type ContainerEnd = z.infer<typeof containerEndSchema>;
export type Container = z.infer<typeof containerSchema>;
export type ContainerEvent = z.infer<typeof containerEventSchema>;
export type ContainerChange = z.infer<typeof containerChangeSchema>;
export type CommitRequest = z.infer<typeof commitRequestSchema>;
export type ExecSpec = z.infer<typeof execSpecSchema>;
export type ContainerProcess = z.infer<typeof containerProcessSchema>;
export type ContainerStats = z.infer<typeof containerStatsSchema>;
export type WritableLayer = z.infer<typeof writableLayerSchema>;
export type Volume = z.infer<typeof volumeSchema>;
