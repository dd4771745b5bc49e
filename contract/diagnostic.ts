import { z } from "zod/mini";
import { namedValues } from "./namedValues.ts";
import { digestSchema } from "./names/digest.ts";
import { rangeSchema } from "./range.ts";

export const severitySchema = z.enum(["error", "warning", "info", "hint"]);

/** One replacement of text. */
export const textEditSchema = z.object({ range: rangeSchema, newText: z.string() });

/** A minimal change that removes its diagnostic. */
export const fixSchema = z.object({ title: z.string(), edits: z.array(textEditSchema) });

/** A finding in a Dockerfile: a range, a code, a severity, and optionally a fix. */
export const diagnosticSchema = z.object({
  range: rangeSchema,
  severity: severitySchema,
  /** The check's name: `JSONArgsRecommended`, `DL3008`, `SC2086`, or `syntax` kinds for what can't be built. */
  code: z.string(),
  source: z.enum(["dockerfile", "buildkit", "hadolint", "shellcheck", "strata"]),
  message: z.string(),
  /** Codes of other checks for the same thing, such as hadolint's `DL4000` beside `MaintainerDeprecated`. */
  alsoKnownAs: z.optional(z.array(z.string())),
  /** What to do, one sentence. */
  next: z.optional(z.string()),
  href: z.optional(z.string()),
  fixes: z.optional(z.array(fixSchema)),
});

export const checkRequestSchema = z.object({
  dockerfileText: z.string().check(z.maxLength(2_000_000)),
  context: z.optional(digestSchema),
  buildArgs: z.optional(namedValues(z.string(), z.string())),
  target: z.optional(z.string()),
});

/** How hadolint's command would exit, by the `failure-threshold` of the configuration in the context. */
export const hadolintEndSchema = z.object({
  threshold: z.enum(["error", "warning", "info", "style", "ignore", "none"]),
  fails: z.boolean(),
  /** Findings at the threshold or above. */
  failing: z.pipe(z.number(), z.int()),
});

export const checkResponseSchema = z.object({
  diagnostics: z.array(diagnosticSchema),
  /** Absent if the context has no valid hadolint configuration. */
  hadolint: z.optional(hadolintEndSchema),
});

export type Severity = z.infer<typeof severitySchema>;
export type TextEdit = z.infer<typeof textEditSchema>;
export type Fix = z.infer<typeof fixSchema>;
export type Diagnostic = z.infer<typeof diagnosticSchema>;
export type CheckRequest = z.infer<typeof checkRequestSchema>;
export type HadolintEnd = z.infer<typeof hadolintEndSchema>;
export type CheckResponse = z.infer<typeof checkResponseSchema>;
