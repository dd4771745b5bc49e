import { z } from "zod/mini";
import {
  buildRequestSchema,
  cacheMissSchema,
  missCodeSchema,
  plannedStageSchema,
  plannedStepSchema,
  stepLayerSchema,
} from "./build.ts";
import { contextFileInputSchema, contextPathSchema } from "./context.ts";
import { problemSchema } from "./problem.ts";

/** Maximum number of changed files, and of deleted ones: a workspace has no more. Beyond it, the context is sent again. */
const MAX_CONTEXT_CHANGES = 2000;

/**
 * The edited files of a context: those of `context`, with these added or replaced, and `removed` ones (folders
 * with their content) left out. Nothing of it is stored, so a page can ask on every keystroke.
 */
export const contextChangesSchema = z.object({
  files: z.optional(z.array(contextFileInputSchema).check(z.maxLength(MAX_CONTEXT_CHANGES))),
  removed: z.optional(z.array(contextPathSchema).check(z.maxLength(MAX_CONTEXT_CHANGES))),
});

/** Secrets never decide what runs. */
const withoutSecrets = z.omit(buildRequestSchema, { secrets: true });

/** Who would build it depends on the Dockerfile, and on what the build asks for. */
export const outlookRequestSchema = withoutSecrets;

/** A build's request without secrets, which never decide what runs. */
export const planRequestSchema = z.extend(withoutSecrets, {
  contextChanges: z.optional(contextChangesSchema),
});

/**
 * What the same build would do with a step:
 * `cached`: it is stored or, for a FROM, its image is; `runs`: for certain; `may-run`: it builds on a step
 * that runs, and runs too unless that makes the same files as before, or was never built here, and runs unless the builder has
 * it from elsewhere; `fails`: something it needs is missing;
 * `unknown`: only the build can tell; `config`: writes configuration, so there is nothing to redo.
 */
export const stepOutlookSchema = z.enum(["cached", "runs", "may-run", "fails", "unknown", "config"]);

/**
 * Why, beside the codes of a cache miss. `builds-on`, `takes-from`: its files depend on the step in `after`; `no-image`: it
 * needs an image that isn't here; `not-fetched`: it downloads what it never did before; `unless-fetched`, `unless-step`: it
 * is cached unless a download or the step in `after` gives something else now; `mistake`: what it needs is not there;
 * `remembered`: the builder did exactly this before, and keeps the result unless it needed the space; `not-used`: it needs an
 * image that the builder was not seen to use.
 */
export const outlookCodeSchema = z.enum([
  ...missCodeSchema.options,
  "builds-on",
  "takes-from",
  "no-image",
  "not-fetched",
  "unless-fetched",
  "unless-step",
  "mistake",
  "remembered",
  "not-used",
]);

export const forecastStepSchema = z.extend(plannedStepSchema, {
  outlook: stepOutlookSchema,
  /** Why; absent for `config`, and for `cached` if the cache can be looked into. */
  code: z.optional(outlookCodeSchema),
  /** Deprecated: the other fields as a sentence, made by `outlookSentence`. */
  reason: z.optional(z.string()),
  /** What it downloads, for `not-fetched` and `unless-fetched`. */
  url: z.optional(z.string()),
  /** The image it needs, for `no-image` and `not-used`. */
  image: z.optional(z.string()),
  /** What is wrong, for `mistake`. */
  problem: z.optional(problemSchema),
  /** Inputs that differ from the last build of this step. */
  changed: z.optional(cacheMissSchema.shape.changed),
  count: cacheMissSchema.shape.count,
  redone: cacheMissSchema.shape.redone,
  /** The earlier step that makes this one run, possibly run, or unknown. */
  after: z.optional(z.string()),
  /** The cached layer, or the base image's. */
  layer: z.optional(z.omit(stepLayerSchema, { diffId: true })),
});

/** All stages of the Dockerfile; those that the target does not need have no steps here. */
export const forecastStageSchema = z.extend(plannedStageSchema, { reachable: z.boolean() });

export const forecastSchema = z.object({
  stages: z.array(forecastStageSchema),
  steps: z.array(forecastStepSchema),
  /** What would end the build, as it would report it. Steps are included as far as they can be planned. */
  problem: z.optional(problemSchema),
});

export type ContextChanges = z.infer<typeof contextChangesSchema>;
export type OutlookRequest = z.infer<typeof outlookRequestSchema>;
export type PlanRequest = z.infer<typeof planRequestSchema>;
export type OutlookCode = z.infer<typeof outlookCodeSchema>;
export type StepOutlook = z.infer<typeof stepOutlookSchema>;
export type ForecastStep = z.infer<typeof forecastStepSchema>;
export type ForecastStage = z.infer<typeof forecastStageSchema>;
export type Forecast = z.infer<typeof forecastSchema>;
