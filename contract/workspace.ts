import { z } from "zod";
import { contextPathSchema } from "./context.ts";
import { digestSchema } from "./names/digest.ts";

export const MAX_WORKSPACE_FILES = 2000;
/** Largest text kept inline, in UTF-16 code units; larger files and binary ones are blobs. */
export const MAX_INLINE_TEXT = 2_000_000;

/** A file of a workspace: text inline, or bytes by digest. A folder has neither. */
export const workspaceFileSchema = z.object({
  path: contextPathSchema,
  kind: z.enum(["text", "blob", "folder"]),
  mode: z.int().min(0).max(0o7777),
  text: z.string().max(MAX_INLINE_TEXT).optional(),
  blob: digestSchema.optional(),
  size: z.int().min(0),
});

const namedValueSchema = z.object({ name: z.string().max(256), value: z.string().max(65_536) });

export const workspaceSettingsSchema = z.object({
  /** Path of the Dockerfile that Build uses. */
  dockerfile: z.string(),
  tag: z.string().max(512),
  target: z.string().max(256),
  buildArgs: z.array(namedValueSchema).max(256),
  labels: z.array(namedValueSchema).max(256).optional(),
  /** Stages, by name or index, that are built without the cache. */
  noCache: z.array(z.string().max(256)).max(256).optional(),
  platform: z.string().max(128),
});

export const workspaceContentSchema = z.object({
  name: z.string().max(128),
  files: z.array(workspaceFileSchema).max(MAX_WORKSPACE_FILES),
  settings: workspaceSettingsSchema,
  /** The build whose result the page last showed. */
  lastBuild: z.string().max(64).optional(),
});

/** What an exported workspace says beside its files; `strata` is the version of this form. */
export const exportedWorkspaceSchema = workspaceContentSchema
  .pick({ name: true, settings: true })
  .extend({ strata: z.literal(1) });

export const workspaceIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** `revision` counts saves. A `PUT` names its base revision in `If-Match`; any other is a 412 `workspace/stale`. */
export const workspaceSchema = workspaceContentSchema.extend({
  id: workspaceIdSchema,
  /** 0 for a workspace that was never saved. */
  revision: z.int().min(0),
  savedAt: z.number(),
});

export const workspaceSavedSchema = z.object({ revision: z.int(), savedAt: z.number() });

export const workspaceCreatedSchema = workspaceSavedSchema.extend({ id: workspaceIdSchema });

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
export const workspaceRestoredSchema = workspaceSavedSchema.extend({ kept: z.int() });

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
