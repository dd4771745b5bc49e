import { z } from "zod/mini";
import { builderIdSchema } from "./health.ts";
import { problemSchema } from "./problem.ts";
import { rangeSchema } from "./range.ts";

/**
 * Something a build asks for that a builder does not have. `syntax`: a frontend that a `# syntax=` line names;
 * `platforms`: an image for several; `platform`: a RUN for a processor that it can't execute; `cache`: taking the cache from,
 * or giving it to, somewhere else; `attestations`: provenance or an SBOM; `run`: RUN at all; `live`: builds while one types;
 * `image-platform`: an image for a platform that it does not build for; `host-network`: the network of the machine.
 */
export const lackCodeSchema = z.enum([
  "syntax",
  "platforms",
  "platform",
  "cache",
  "attestations",
  "run",
  "live",
  "image-platform",
  "host-network",
]);

export const lackSchema = z.object({
  code: lackCodeSchema,
  /** Where the Dockerfile asks for it, if it does. */
  range: z.optional(rangeSchema),
  /** The value asked for, such as the frontend's image or the platform. */
  value: z.optional(z.string()),
});

/**
 * Why a builder got a build. `asked`: the request names it; `standard`: nothing speaks against the standard one; `lack`: the
 * standard one lacks something; `warm`: it has the workspace's cache; `spilled`: the one with the cache had no room;
 * `retried`: the last one was lost.
 */
export const assignmentCodeSchema = z.enum(["asked", "standard", "lack", "warm", "spilled", "retried"]);

export const assignmentSchema = z.object({
  builder: builderIdSchema,
  code: assignmentCodeSchema,
  lack: z.optional(lackSchema),
  /** The builder that it would have gone to, or was lost at. */
  instead: z.optional(builderIdSchema),
});

/** What would happen to a build that began now. */
export const builderOutlookSchema = z.object({
  /** The builder that would get it; absent if none can do it. */
  assignment: z.optional(assignmentSchema),
  /** Why none would. */
  problem: z.optional(problemSchema),
  /**
   * A builder of the other kind, to build with both and compare. With `lack`, no builder of that kind can do it: that is what this
   * one lacks. Absent if there is none.
   */
  second: z.optional(z.object({ builder: builderIdSchema, lack: z.optional(lackSchema) })),
});

export type BuilderOutlook = z.infer<typeof builderOutlookSchema>;
export type LackCode = z.infer<typeof lackCodeSchema>;
export type Lack = z.infer<typeof lackSchema>;
export type AssignmentCode = z.infer<typeof assignmentCodeSchema>;
export type Assignment = z.infer<typeof assignmentSchema>;
