import { z } from "zod/mini";
import { buildSchema } from "./build.ts";
import { digestSchema } from "./names/digest.ts";
import { workspaceIdSchema } from "./workspace.ts";

/** 132 bits of the digest of everything in it, base64url. */
export const shareIdSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));

/** What to share: a workspace, and the result of one of its builds. */
export const shareRequestSchema = z.object({
  workspace: workspaceIdSchema,
  build: z.optional(z.string().check(z.maxLength(64))),
});

/** A part of a share. `file` and `layer` are there several times. */
export const resultPartSchema = z.enum(["files", "build", "log", "stack", "history", "inspect", "waste", "layer"]);
export const sharePartSchema = z.enum([...resultPartSchema.options, "file"]);

/** A part that the result had and the share has not: it did not fit when it was shared, or is lost since. */
export const absentPartSchema = z.object({
  part: sharePartSchema,
  why: z.enum(["too-large", "lost"]),
  /** Of a file of the workspace. */
  path: z.optional(z.string()),
  /** Index of a layer whose list of files it is. */
  layer: z.optional(z.int()),
});

/** The build whose result is shared. */
export const sharedBuildSchema = z.extend(
  z.pick(buildSchema, { id: true, state: true, startedAt: true, finishedAt: true }),
  {
    /** ID of the image it made. */
    image: z.optional(digestSchema),
  },
);

/** Times are milliseconds since the epoch. */
export const shareEntrySchema = z.object({
  id: shareIdSchema,
  /** Name of the workspace. */
  name: z.string(),
  /** When it was first shared. */
  sharedAt: z.number(),
  /** Absent if it does not expire. */
  expiresAt: z.optional(z.number()),
  files: z.int(),
  /** Bytes. */
  size: z.int(),
  build: z.optional(sharedBuildSchema),
});

export const shareSchema = z.extend(shareEntrySchema, {
  /** Path of its Dockerfile. */
  dockerfile: z.string(),
  /** True if it is one of the reader's own. */
  isOwn: z.boolean(),
  absent: z.array(absentPartSchema),
});

/** One's own, the newest first, with the limits for all of them. */
export const shareListSchema = z.object({
  shares: z.array(shareEntrySchema),
  /** Most shares of one person. */
  most: z.int(),
  /** Most bytes of one share. */
  maxBytes: z.int(),
  /** Days until a share expires; 0 is never. */
  days: z.int(),
});

export type ShareRequest = z.infer<typeof shareRequestSchema>;
export type SharePart = z.infer<typeof sharePartSchema>;
export type AbsentPart = z.infer<typeof absentPartSchema>;
export type SharedBuild = z.infer<typeof sharedBuildSchema>;
export type ShareEntry = z.infer<typeof shareEntrySchema>;
export type Share = z.infer<typeof shareSchema>;
export type ShareList = z.infer<typeof shareListSchema>;
