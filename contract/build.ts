import { z } from "zod/mini";
import { assignmentSchema } from "./builderChoice.ts";
import { attestationRequestSchema, cacheSourceSchema, cacheTargetSchema } from "./buildOptions.ts";
import { builderIdSchema } from "./health.ts";
import { namedValues } from "./namedValues.ts";
import { digestSchema } from "./names/digest.ts";
import { problemSchema } from "./problem.ts";
import { rangeSchema } from "./range.ts";
import { workspaceIdSchema } from "./workspace.ts";

const networkModeSchema = z.enum(["default", "none", "host"]);

const namedContextSchema = z.union([
  digestSchema,
  z
    .string()
    .check(
      z.maxLength(1024),
      z.regex(/^docker-image:\/\/.+/, "give the digest of a context, or docker-image:// and an image"),
    ),
]);

/**
 * Which RUNs a build may start that nobody asked for by hand: `quick` ones took less than two seconds last time, a slower or
 * an unknown one is held back, as are pulls and downloads; `all` was allowed by the person.
 */
const liveModeSchema = z.enum(["quick", "all"]);

export const buildRequestSchema = z.object({
  context: z.optional(digestSchema),
  /** Path of the Dockerfile in the context; `Dockerfile` by default. */
  dockerfile: z.optional(z.string().check(z.maxLength(4096))),
  /** The Dockerfile's text; overrides the file. */
  dockerfileText: z.optional(z.string().check(z.maxLength(2_000_000))),
  tags: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(512))).check(z.maxLength(32))),
  target: z.optional(z.string().check(z.maxLength(256))),
  buildArgs: z.optional(namedValues(z.string().check(z.maxLength(256)), z.string().check(z.maxLength(65_536)))),
  /** Several, comma-separated, give an index of images, if the builder can make one. */
  platform: z.optional(z.string().check(z.maxLength(512))),
  noCache: z.optional(z.boolean()),
  /** Stages, by name or index, whose steps don't use the cache. */
  noCacheFilter: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(256))).check(z.maxLength(256))),
  /** Labels of the image; they override the Dockerfile's. */
  labels: z.optional(
    namedValues(z.string().check(z.minLength(1), z.maxLength(1024)), z.string().check(z.maxLength(65_536))),
  ),
  /** Annotations of the image's manifest. */
  annotations: z.optional(
    namedValues(z.string().check(z.minLength(1), z.maxLength(1024)), z.string().check(z.maxLength(65_536))),
  ),
  /** Contexts that FROM, `--from`, and mounts may name: the digest of one, or `docker-image://` and an image. */
  namedContexts: z.optional(namedValues(z.string().check(z.minLength(1), z.maxLength(256)), namedContextSchema)),
  network: z.optional(networkModeSchema),
  secrets: z.optional(namedValues(z.string().check(z.maxLength(256)), z.string().check(z.maxLength(512_000)))),
  cacheFrom: z.optional(z.array(cacheSourceSchema).check(z.maxLength(16))),
  cacheTo: z.optional(z.array(cacheTargetSchema).check(z.maxLength(4))),
  attestations: z.optional(attestationRequestSchema),
  /** A builder's name, or `auto` or `buildkit` for the server to choose one; the server's standard if absent. */
  builder: z.optional(builderIdSchema),
  /** The workspace that it is a build of: the goals of its lesson are judged by it. */
  workspace: z.optional(workspaceIdSchema),
  /** To see what an edit would do before it is made: the build is not listed, and its image is not the newest one. */
  trial: z.optional(z.boolean()),
  /** A build while somebody types: the next one of the workspace cancels it, no list has it, and it gives no names. */
  live: z.optional(liveModeSchema),
});

const buildStateSchema = z.enum(["queued", "running", "done", "failed", "canceled"]);
export const stepStateSchema = z.enum(["pending", "running", "cached", "done", "failed", "canceled"]);

/** A planned stage: index in the Dockerfile, its name if it has one, the image or stage it starts from. */
export const plannedStageSchema = z.object({
  index: z.int(),
  name: z.optional(z.string()),
  from: z.string(),
  range: rangeSchema,
});

/** One unit of planned work. `id` is unique in its build. `range` is its place in the Dockerfile. */
export const plannedStepSchema = z.object({
  id: z.string(),
  stage: z.int(),
  instruction: z.string(),
  /** The instruction as shown in the log, continuation lines joined. */
  title: z.string(),
  range: rangeSchema,
  /** True if it only changes configuration and never makes a layer. */
  configOnly: z.boolean(),
});

/** An input of a step: `parent` are the files it starts from, `files` stands for more than could be named. */
export const stepInputKindSchema = z.enum([
  "instruction",
  "parent",
  "file",
  "files",
  "variable",
  "mount",
  "download",
  "repository",
  "workspace",
]);

/** How an input differs from the last build of a step: added, removed, or changed. */
export const inputChangeSchema = z.enum(["new", "removed", "changed"]);

/**
 * An input that differs from the last build of a step. `name` is the path of a file, the name of a variable, the address
 * of a download. `input` is both in one. Builds kept from before have only `input` and `detail`.
 */
export const changedInputSchema = z.object({
  input: z.string(),
  change: z.optional(inputChangeSchema),
  /** Deprecated: `change` in words. */
  detail: z.string(),
  kind: z.optional(stepInputKindSchema),
  name: z.optional(z.string()),
});

/**
 * `changed`: its inputs differ from those of its last build; `not-kept`: they don't, but its result is gone. Of a cache that is
 * the builder's own: `dropped`: it did exactly this before; `dropped-or-changed`: it did, as far as is known here, but what it
 * pulls or downloads may have changed.
 */
export const missCodeSchema = z.enum([
  "changed",
  "not-kept",
  "never-built",
  "no-cache",
  "dropped",
  "dropped-or-changed",
]);

/** Why a step was not cached. */
export const cacheMissSchema = z.object({
  /** Absent in builds of earlier versions. */
  code: z.optional(missCodeSchema),
  /** Deprecated: the other fields as a sentence, made by `missSentence`. */
  reason: z.string(),
  /** The inputs that differ; if there are many, the first ones, files last. */
  changed: z.array(changedInputSchema),
  /** How many differ, if `changed` does not have all of them. */
  count: z.optional(z.int()),
  /** The title of the nearest earlier step that ran again. */
  redone: z.optional(z.string()),
});

/**
 * What a step that made a layer tells of it. `size` is the bytes of its files, as `docker history` says them. A FROM tells
 * all layers of its image together, with the uppermost one's `diffId`.
 */
export const stepLayerSchema = z.object({
  diffId: digestSchema,
  size: z.int(),
  files: z.int(),
  /** The other layers of a FROM's image, base first. */
  below: z.optional(z.array(digestSchema)),
});

/** The current state of a step; `GET /api/builds/{id}` has all of them. Times are milliseconds since the epoch. */
export const stepSchema = z.extend(plannedStepSchema, {
  state: stepStateSchema,
  startedAt: z.optional(z.number()),
  finishedAt: z.optional(z.number()),
  cacheMiss: z.optional(cacheMissSchema),
  layer: z.optional(stepLayerSchema),
});

/** The source of a build or an image: steps, lines, and sizes belong to this text and to no other. */
export const buildSourceSchema = z.object({
  /** Path of the Dockerfile. */
  dockerfile: z.string(),
  dockerfileText: z.string(),
  context: z.optional(digestSchema),
});

/** One image of an index. */
export const platformImageSchema = z.object({ platform: z.string(), id: digestSchema });

export const builtImageSchema = z.object({
  id: digestSchema,
  tags: z.array(z.string()),
  /** Bytes of the files in all layers. Absent in builds of earlier versions. */
  size: z.optional(z.int()),
  /** The images of an index, by platform; `id` is that of the first. Absent if there is one platform. */
  platforms: z.optional(z.array(platformImageSchema)),
});

/** What a builder tells that does not stop the build. */
export const buildWarningSchema = z.object({
  /** A check's name, if it is of one: `JSONArgsRecommended`. */
  code: z.optional(z.string()),
  message: z.string(),
  url: z.optional(z.string()),
  range: z.optional(rangeSchema),
});

export const buildSchema = z.object({
  id: z.string(),
  /** As in the request. */
  workspace: z.optional(z.string()),
  trial: z.optional(z.boolean()),
  /** True for a live build. */
  live: z.optional(z.boolean()),
  state: buildStateSchema,
  image: z.optional(builtImageSchema),
  problem: z.optional(problemSchema),
  /** Which builder runs it and why; absent while it is queued, and in builds of earlier versions. */
  assignment: z.optional(assignmentSchema),
  warnings: z.optional(z.array(buildWarningSchema)),
  /** Absent until the Dockerfile is read, and in builds of earlier versions. */
  source: z.optional(buildSourceSchema),
  /** Absent before the plan, and in builds of earlier versions. */
  stages: z.optional(z.array(plannedStageSchema)),
  /** While it is queued: how many builds are started before it. */
  ahead: z.optional(z.int().check(z.gte(0))),
  /** While it is queued, a guess from the last builds: milliseconds from when it got its place until it starts. */
  startsIn: z.optional(z.int().check(z.gte(0))),
  steps: z.array(stepSchema),
  /** Of the steps that the log numbers, once it has ended. Absent in builds of earlier versions. */
  counts: z.optional(z.object({ steps: z.int(), cached: z.int() })),
  /** What a person calls it. */
  name: z.optional(z.string()),
  /** It stays, with its image, when old builds and unused images are removed. */
  pinned: z.optional(z.boolean()),
  createdAt: z.number(),
  startedAt: z.optional(z.number()),
  finishedAt: z.optional(z.number()),
});

/** A build in a list: without its steps and its text. */
export const buildSummarySchema = z.omit(buildSchema, { stages: true, steps: true, source: true, warnings: true });

/** Longest name of a build, in characters, and most builds of one workspace that are pinned. */
export const MAX_BUILD_NAME = 100;
export const MAX_PINNED_BUILDS = 20;

/** What is absent stays as it is; a name of `null` or "" is taken away. */
export const buildMarksSchema = z.strictObject({
  name: z.nullish(z.string().check(z.trim(), z.maxLength(MAX_BUILD_NAME))),
  pinned: z.optional(z.boolean()),
});

/** Newest first. `more` is true if there are older ones. */
export const buildListSchema = z.object({ builds: z.array(buildSummarySchema), more: z.boolean() });

export const buildAcceptedSchema = z.object({ id: z.string() });

export type PlatformImage = z.infer<typeof platformImageSchema>;
export type LiveMode = z.infer<typeof liveModeSchema>;
export type BuildRequest = z.infer<typeof buildRequestSchema>;
export type StepState = z.infer<typeof stepStateSchema>;
export type PlannedStage = z.infer<typeof plannedStageSchema>;
export type PlannedStep = z.infer<typeof plannedStepSchema>;
export type InputChange = z.infer<typeof inputChangeSchema>;
export type CacheMiss = z.infer<typeof cacheMissSchema>;
export type MissCode = z.infer<typeof missCodeSchema>;
export type ChangedInput = z.infer<typeof changedInputSchema>;
export type StepInputKind = z.infer<typeof stepInputKindSchema>;
export type StepLayer = z.infer<typeof stepLayerSchema>;
export type Step = z.infer<typeof stepSchema>;
export type BuildSource = z.infer<typeof buildSourceSchema>;
export type BuildWarning = z.infer<typeof buildWarningSchema>;
export type BuiltImage = z.infer<typeof builtImageSchema>;
export type Build = z.infer<typeof buildSchema>;
export type BuildSummary = z.infer<typeof buildSummarySchema>;
export type BuildMarks = z.infer<typeof buildMarksSchema>;
export type BuildList = z.infer<typeof buildListSchema>;
