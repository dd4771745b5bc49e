import { z } from "zod/mini";
import { attestationRequestSchema, cacheSourceSchema, cacheTargetSchema } from "./buildOptions.ts";
import { contextPathSchema } from "./context.ts";
import { builderIdSchema } from "./health.ts";
import { digestSchema } from "./names/digest.ts";

export const MAX_WORKSPACE_FILES = 2000;
/** Largest text kept inline, in UTF-16 code units; larger files and binary ones are blobs. */
export const MAX_INLINE_TEXT = 2_000_000;

/** A file of a workspace: text inline, or bytes by digest. A folder has neither. */
export const workspaceFileSchema = z.object({
  path: contextPathSchema,
  kind: z.enum(["text", "blob", "folder"]),
  mode: z.int().check(z.gte(0), z.lte(0o7777)),
  text: z.optional(z.string().check(z.maxLength(MAX_INLINE_TEXT))),
  blob: z.optional(digestSchema),
  size: z.int().check(z.gte(0)),
});

const namedValueSchema = z.object({
  name: z.string().check(z.maxLength(256)),
  value: z.string().check(z.maxLength(65_536)),
});

/** What a name stands for in FROM, `--from`, and mounts: an image, or the files in a folder of the workspace ("" has all). */
const namedContextSettingSchema = z.object({
  name: z.string().check(z.maxLength(256)),
  type: z.enum(["image", "folder"]),
  source: z.string().check(z.maxLength(1024)),
});

export const workspaceSettingsSchema = z.object({
  /** Path of the Dockerfile that Build uses. */
  dockerfile: z.string(),
  tag: z.string().check(z.maxLength(512)),
  target: z.string().check(z.maxLength(256)),
  buildArgs: z.array(namedValueSchema).check(z.maxLength(256)),
  labels: z.optional(z.array(namedValueSchema).check(z.maxLength(256))),
  annotations: z.optional(z.array(namedValueSchema).check(z.maxLength(256))),
  namedContexts: z.optional(z.array(namedContextSettingSchema).check(z.maxLength(64))),
  /** Stages, by name or index, that are built without the cache. */
  noCache: z.optional(z.array(z.string().check(z.maxLength(256))).check(z.maxLength(256))),
  /** Empty is the builder's own; several are comma-separated. */
  platform: z.string().check(z.maxLength(512)),
  /** As in a build's request; absent is the server's standard. */
  builder: z.optional(builderIdSchema),
  attestations: z.optional(attestationRequestSchema),
  cacheFrom: z.optional(z.array(cacheSourceSchema).check(z.maxLength(16))),
  cacheTo: z.optional(z.array(cacheTargetSchema).check(z.maxLength(4))),
});

export const workspaceContentSchema = z.object({
  name: z.string().check(z.maxLength(128)),
  files: z.array(workspaceFileSchema).check(z.maxLength(MAX_WORKSPACE_FILES)),
  settings: workspaceSettingsSchema,
  /** The build whose result the page last showed. */
  lastBuild: z.optional(z.string().check(z.maxLength(64))),
});

/** What an exported workspace says beside its files; `strata` is the version of this form. */
export const exportedWorkspaceSchema = z.extend(z.pick(workspaceContentSchema, { name: true, settings: true }), {
  strata: z.literal(1),
});

export const workspaceIdSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));

/** `revision` counts saves. A `PUT` names its base revision in `If-Match`; any other is a 412 `workspace/stale`. */
export const workspaceSchema = z.extend(workspaceContentSchema, {
  id: workspaceIdSchema,
  /** 0 for a workspace that was never saved. */
  revision: z.int().check(z.gte(0)),
  savedAt: z.number(),
});

export const workspaceSavedSchema = z.object({ revision: z.int(), savedAt: z.number() });

export const workspaceCreatedSchema = z.extend(workspaceSavedSchema, { id: workspaceIdSchema });

/** A workspace in a list. */
export const workspaceEntrySchema = z.object({
  id: workspaceIdSchema,
  name: z.string(),
  files: z.int(),
  /** Bytes of its files. */
  size: z.number(),
  revision: z.int(),
  savedAt: z.number(),
});

/** Both lists are sorted, the last saved or deleted first. Deleted workspaces can be restored. */
export const workspaceListSchema = z.object({
  workspaces: z.array(workspaceEntrySchema),
  deleted: z.array(workspaceEntrySchema),
});

/** An earlier content of a workspace: `savedAt` is when it was saved. */
export const workspaceVersionSchema = z.object({
  version: z.int(),
  savedAt: z.number(),
  name: z.string(),
  files: z.int(),
  size: z.number(),
});

export const workspaceVersionsSchema = z.object({ versions: z.array(workspaceVersionSchema) });

export const workspaceKeptSchema = z.object({ version: z.int() });

/** `kept` is the version that the workspace's content became when an earlier one replaced it. */
export const workspaceRestoredSchema = z.extend(workspaceSavedSchema, { kept: z.int() });

/** An SSE message for each save, and for each change of how far the workspace is in its lesson: ask for that again. */
export const workspaceEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("saved"), revision: z.int(), savedAt: z.number() }),
  z.object({ type: z.literal("lesson") }),
]);

export type WorkspaceFile = z.infer<typeof workspaceFileSchema>;
export type WorkspaceSettings = z.infer<typeof workspaceSettingsSchema>;
export type WorkspaceContent = z.infer<typeof workspaceContentSchema>;
export type Workspace = z.infer<typeof workspaceSchema>;
export type WorkspaceSaved = z.infer<typeof workspaceSavedSchema>;
export type WorkspaceCreated = z.infer<typeof workspaceCreatedSchema>;
export type WorkspaceEntry = z.infer<typeof workspaceEntrySchema>;
export type WorkspaceList = z.infer<typeof workspaceListSchema>;
export type WorkspaceVersion = z.infer<typeof workspaceVersionSchema>;
export type WorkspaceRestored = z.infer<typeof workspaceRestoredSchema>;
export type WorkspaceEvent = z.infer<typeof workspaceEventSchema>;
