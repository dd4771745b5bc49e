import { z } from "zod";
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
    .max(1024)
    .regex(/^docker-image:\/\/.+/, "give the digest of a context, or docker-image:// and an image"),
]);

/**
 * Which RUNs a build may start that nobody asked for by hand: `quick` ones took less than two seconds last time, a slower or
 * an unknown one is held back, as are pulls and downloads; `all` was allowed by the person.
 */
const liveModeSchema = z.enum(["quick", "all"]);

export const buildRequestSchema = z.object({
  context: digestSchema.optional(),
  /** Path of the Dockerfile in the context; `Dockerfile` by default. */
  dockerfile: z.string().max(4096).optional(),
  /** The Dockerfile's text; overrides the file. */
  dockerfileText: z.string().max(2_000_000).optional(),
  tags: z.array(z.string().min(1).max(512)).max(32).optional(),
  target: z.string().max(256).optional(),
  buildArgs: namedValues(z.string().max(256), z.string().max(65_536)).optional(),
  platform: z.string().max(128).optional(),
  noCache: z.boolean().optional(),
  /** Stages, by name or index, whose steps don't use the cache. */
  noCacheFilter: z.array(z.string().min(1).max(256)).max(256).optional(),
  /** Labels of the image; they override the Dockerfile's. */
  labels: namedValues(z.string().min(1).max(1024), z.string().max(65_536)).optional(),
  /** Annotations of the image's manifest. */
  annotations: namedValues(z.string().min(1).max(1024), z.string().max(65_536)).optional(),
  /** Contexts that FROM, `--from`, and mounts may name: the digest of one, or `docker-image://` and an image. */
  namedContexts: namedValues(z.string().min(1).max(256), namedContextSchema).optional(),
  network: networkModeSchema.optional(),
  secrets: namedValues(z.string().max(256), z.string().max(512_000)).optional(),
  builder: builderIdSchema.optional(),
  /** The workspace that it is a build of: the goals of its lesson are judged by it. */
  workspace: workspaceIdSchema.optional(),
  /** To see what an edit would do before it is made: the build is not listed, and its image is not the newest one. */
  trial: z.boolean().optional(),
  /** A build while somebody types: the next one of the workspace cancels it, no list has it, and it gives no names. */
  live: liveModeSchema.optional(),
});

const buildStateSchema = z.enum(["queued", "running", "done", "failed", "canceled"]);
export const stepStateSchema = z.enum(["pending", "running", "cached", "done", "failed", "canceled"]);

/** A planned stage: index in the Dockerfile, its name if it has one, the image or stage it starts from. */
export const plannedStageSchema = z.object({
  index: z.int(),
  name: z.string().optional(),
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
  change: inputChangeSchema.optional(),
  /** Deprecated: `change` in words. */
  detail: z.string(),
  kind: stepInputKindSchema.optional(),
  name: z.string().optional(),
});

/** `changed`: its inputs differ from those of its last build; `not-kept`: they don't, but its result is gone. */
export const missCodeSchema = z.enum(["changed", "not-kept", "never-built", "no-cache"]);

/** Why a step was not cached. */
export const cacheMissSchema = z.object({
  /** Absent in builds of earlier versions. */
  code: missCodeSchema.optional(),
  /** Deprecated: the other fields as a sentence, made by `missSentence`. */
  reason: z.string(),
  /** The inputs that differ; if there are many, the first ones, files last. */
  changed: z.array(changedInputSchema),
  /** How many differ, if `changed` does not have all of them. */
  count: z.int().optional(),
  /** The title of the nearest earlier step that ran again. */
  redone: z.string().optional(),
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
  below: z.array(digestSchema).optional(),
});

/** The current state of a step; `GET /api/builds/{id}` has all of them. Times are milliseconds since the epoch. */
export const stepSchema = plannedStepSchema.extend({
  state: stepStateSchema,
  startedAt: z.number().optional(),
  finishedAt: z.number().optional(),
  cacheMiss: cacheMissSchema.optional(),
  layer: stepLayerSchema.optional(),
});

/** The source of a build or an image: steps, lines, and sizes belong to this text and to no other. */
export const buildSourceSchema = z.object({
  /** Path of the Dockerfile. */
  dockerfile: z.string(),
  dockerfileText: z.string(),
  context: digestSchema.optional(),
});

export const builtImageSchema = z.object({
  id: digestSchema,
  tags: z.array(z.string()),
  /** Bytes of the files in all layers. Absent in builds of earlier versions. */
  size: z.int().optional(),
});

export const buildSchema = z.object({
  id: z.string(),
  /** As in the request. */
  workspace: z.string().optional(),
  trial: z.boolean().optional(),
  /** True for a live build. */
  live: z.boolean().optional(),
  state: buildStateSchema,
  image: builtImageSchema.optional(),
  problem: problemSchema.optional(),
  /** Absent until the Dockerfile is read, and in builds of earlier versions. */
  source: buildSourceSchema.optional(),
  /** Absent before the plan, and in builds of earlier versions. */
  stages: z.array(plannedStageSchema).optional(),
  /** While it is queued: how many builds are started before it. */
  ahead: z.int().min(0).optional(),
  /** While it is queued, a guess from the last builds: milliseconds from when it got its place until it starts. */
  startsIn: z.int().min(0).optional(),
  steps: z.array(stepSchema),
  /** Of the steps that the log numbers, once it has ended. Absent in builds of earlier versions. */
  counts: z.object({ steps: z.int(), cached: z.int() }).optional(),
  /** What a person calls it. */
  name: z.string().optional(),
  /** It stays, with its image, when old builds and unused images are removed. */
  pinned: z.boolean().optional(),
  createdAt: z.number(),
  startedAt: z.number().optional(),
  finishedAt: z.number().optional(),
});

/** A build in a list: without its steps and its text. */
export const buildSummarySchema = buildSchema.omit({ stages: true, steps: true, source: true });

/** Longest name of a build, in characters, and most builds of one workspace that are pinned. */
export const MAX_BUILD_NAME = 100;
export const MAX_PINNED_BUILDS = 20;

/** What is absent stays as it is; a name of `null` or "" is taken away. */
export const buildMarksSchema = z.strictObject({
  name: z.string().trim().max(MAX_BUILD_NAME).nullish(),
  pinned: z.boolean().optional(),
});

/** Newest first. `more` is true if there are older ones. */
export const buildListSchema = z.object({ builds: z.array(buildSummarySchema), more: z.boolean() });

export const buildAcceptedSchema = z.object({ id: z.string() });

/**
 * It is queued; `ahead` builds are started before it, and it starts in about `startsIn` milliseconds, if there were builds to
 * guess it from. Sent again as the queue moves.
 */
const queuedEventSchema = z.object({
  type: z.literal("queued"),
  ahead: z.int().min(0),
  startsIn: z.int().min(0).optional(),
});

const sourceEventSchema = buildSourceSchema.extend({ type: z.literal("source") });

const plannedEventSchema = z.object({
  type: z.literal("planned"),
  stages: z.array(plannedStageSchema),
  steps: z.array(plannedStepSchema),
});

const stepEventSchema = z.object({
  type: z.literal("step"),
  step: z.string(),
  state: stepStateSchema,
  /** Milliseconds since the epoch. */
  at: z.number(),
  cacheMiss: cacheMissSchema.optional(),
  layer: stepLayerSchema.optional(),
});

const logEventSchema = z.object({
  type: z.literal("log"),
  step: z.string(),
  stream: z.enum(["stdout", "stderr"]),
  /** One or more lines, or a part of one, with ANSI sequences. Text, never HTML. */
  text: z.string(),
});

const progressEventSchema = z.object({
  type: z.literal("progress"),
  step: z.string(),
  label: z.string(),
  current: z.number(),
  total: z.number().optional(),
});

const finishedEventSchema = z.object({
  type: z.literal("finished"),
  state: z.enum(["done", "failed", "canceled"]),
  at: z.number(),
  image: builtImageSchema.optional(),
  problem: problemSchema.optional(),
  /** The step that failed. */
  step: z.string().optional(),
});

/** An event of a running build. On the wire, each is an SSE message whose `id` counts from 1. */
export const buildEventSchema = z.discriminatedUnion("type", [
  queuedEventSchema,
  sourceEventSchema,
  plannedEventSchema,
  stepEventSchema,
  logEventSchema,
  progressEventSchema,
  finishedEventSchema,
]);

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
export type BuiltImage = z.infer<typeof builtImageSchema>;
export type Build = z.infer<typeof buildSchema>;
export type BuildSummary = z.infer<typeof buildSummarySchema>;
export type BuildMarks = z.infer<typeof buildMarksSchema>;
export type BuildList = z.infer<typeof buildListSchema>;
export type BuildEvent = z.infer<typeof buildEventSchema>;
export type StepEvent = Extract<BuildEvent, { type: "step" }>;
export type ProgressEvent = Extract<BuildEvent, { type: "progress" }>;
export type FinishedEvent = Extract<BuildEvent, { type: "finished" }>;
