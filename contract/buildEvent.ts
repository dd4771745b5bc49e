import { z } from "zod/mini";
import {
  buildSourceSchema,
  buildWarningSchema,
  builtImageSchema,
  cacheMissSchema,
  plannedStageSchema,
  plannedStepSchema,
  stepLayerSchema,
  stepStateSchema,
} from "./build.ts";
import { assignmentSchema } from "./builderChoice.ts";
import { problemSchema } from "./problem.ts";

/**
 * It is queued; `ahead` builds are started before it, and it starts in about `startsIn` milliseconds, if there were builds to
 * guess it from. Sent again as the queue moves.
 */
const queuedEventSchema = z.object({
  type: z.literal("queued"),
  ahead: z.int().check(z.gte(0)),
  startsIn: z.optional(z.int().check(z.gte(0))),
});

/** A builder begins. Sent again if that one was lost and another starts over: what was told of steps no longer counts. */
const assignedEventSchema = z.extend(assignmentSchema, { type: z.literal("assigned") });

const warningEventSchema = z.extend(buildWarningSchema, { type: z.literal("warning") });

const sourceEventSchema = z.extend(buildSourceSchema, { type: z.literal("source") });

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
  cacheMiss: z.optional(cacheMissSchema),
  layer: z.optional(stepLayerSchema),
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
  total: z.optional(z.number()),
});

const finishedEventSchema = z.object({
  type: z.literal("finished"),
  state: z.enum(["done", "failed", "canceled"]),
  at: z.number(),
  image: z.optional(builtImageSchema),
  problem: z.optional(problemSchema),
  /** The step that failed. */
  step: z.optional(z.string()),
});

/** An event of a running build. On the wire, each is an SSE message whose `id` counts from 1. */
export const buildEventSchema = z.discriminatedUnion("type", [
  queuedEventSchema,
  assignedEventSchema,
  warningEventSchema,
  sourceEventSchema,
  plannedEventSchema,
  stepEventSchema,
  logEventSchema,
  progressEventSchema,
  finishedEventSchema,
]);

export type BuildEvent = z.infer<typeof buildEventSchema>;
export type StepEvent = Extract<BuildEvent, { type: "step" }>;
export type ProgressEvent = Extract<BuildEvent, { type: "progress" }>;
export type FinishedEvent = Extract<BuildEvent, { type: "finished" }>;
