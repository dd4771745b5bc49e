import { z } from "zod";
import { maskCredentials } from "./credentials.ts";
import { rangeSchema } from "./range.ts";

/**
 * The one catalogue of what can go wrong, each with the HTTP status and the title a person reads first.
 * `detail` (what exactly, where) and `next` (what to do) are filled in where the problem arises.
 */
export const PROBLEMS = {
  "request/invalid": { status: 400, title: "The request is not valid" },
  "request/foreign": { status: 403, title: "The request comes from another site" },
  "request/not-found": { status: 404, title: "There is nothing at this address" },
  "request/too-large": { status: 413, title: "The request is too large" },
  "request/unsupported-media-type": { status: 415, title: "This type of content is not understood" },
  "request/too-many": { status: 429, title: "Too many requests at once" },
  "workspace/stale": { status: 412, title: "The workspace was changed in another place" },
  "workspace/too-large": { status: 413, title: "The workspace is too large" },
  "context/not-found": { status: 404, title: "This context is not here" },
  "context/path": { status: 400, title: "A path is not allowed in a context" },
  "context/invalid": { status: 400, title: "The context can't be read" },
  "context/too-large": { status: 413, title: "The context is too large" },
  "blob/not-found": { status: 404, title: "This content is not here" },
  "blob/mismatch": { status: 400, title: "The content does not match its digest" },
  "image/not-found": { status: 404, title: "This image is not here" },
  "image/reference": { status: 400, title: "The image reference is not valid" },
  "image/in-use": { status: 409, title: "The image is in use" },
  "image/too-large": { status: 422, title: "The image's configuration is too large" },
  "image/invalid": { status: 422, title: "The image can't be read" },
  "build/not-found": { status: 404, title: "This build is not here" },
  "build/queue-full": { status: 429, title: "Too many builds are waiting" },
  "dockerfile/syntax": { status: 422, title: "The Dockerfile has a mistake" },
  "dockerfile/missing": { status: 422, title: "There is no Dockerfile" },
  "dockerfile/target": { status: 422, title: "The target stage does not exist" },
  "build/unsupported": { status: 422, title: "This builder can't do that yet" },
  "build/no-executor": { status: 422, title: "RUN can't be executed on this machine" },
  "build/platform": { status: 422, title: "This platform can't be built here" },
  "build/source-missing": { status: 422, title: "A file to copy does not exist" },
  "build/copy": { status: 422, title: "The files can't be copied" },
  "build/user": { status: 422, title: "The user or group does not exist" },
  "build/run-failed": { status: 422, title: "The command failed" },
  "build/timeout": { status: 422, title: "The build took too long" },
  "build/memory": { status: 422, title: "The build used too much memory" },
  "build/processes": { status: 422, title: "The build started too many processes" },
  "build/cpu": { status: 422, title: "The build used too much processor time" },
  "build/disk": { status: 507, title: "The build wrote too much" },
  "build/output": { status: 422, title: "The build printed too much" },
  "build/builder-died": { status: 500, title: "The builder stopped unexpectedly" },
  "build/server-stopped": { status: 503, title: "The server was stopped" },
  "registry/not-found": { status: 422, title: "The registry does not have this image" },
  "registry/unreachable": { status: 422, title: "The registry can't be reached" },
  "registry/unauthorized": { status: 422, title: "The registry refused access" },
  "registry/invalid": { status: 422, title: "The registry's answer is not valid" },
  "registry/digest": { status: 422, title: "The downloaded content does not match its digest" },
  "registry/too-large": { status: 422, title: "The image is too large" },
  "store/full": { status: 507, title: "The disk is full" },
  "cache-mount/not-found": { status: 404, title: "There is no such cache" },
  "cache-mount/in-use": { status: 409, title: "A build may be using the cache" },
  "builder/unavailable": { status: 503, title: "The builder is not available" },
  "server/unreachable": { status: 503, title: "The Strata server can't be reached" },
  "server/answer": { status: 502, title: "The server's answer can't be understood" },
  internal: { status: 500, title: "Something went wrong in Strata" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

export const problemCodes = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** RFC 9457 problem details. `range` and `instruction` are there where it is about the Dockerfile. */
export const problemSchema = z.object({
  type: z.string(),
  status: z.int(),
  code: z.enum(problemCodes),
  title: z.string(),
  detail: z.string(),
  /** What to do next, one sentence. */
  next: z.string().optional(),
  range: rangeSchema.optional(),
  instruction: z.string().optional(),
  /** The last lines of output of a failed command. */
  lastLines: z.array(z.string()).optional(),
  exitCode: z.int().optional(),
});

export type Problem = z.infer<typeof problemSchema>;

export type ProblemExtras = Partial<Pick<Problem, "next" | "range" | "instruction" | "lastLines" | "exitCode">>;

export function problem(code: ProblemCode, detail: string, extras: ProblemExtras = {}): Problem {
  const { status, title } = PROBLEMS[code];
  const shown = { ...extras, ...(extras.next !== undefined && { next: maskCredentials(extras.next) }) };
  return { type: `/problems/${code}`, status, code, title, detail: maskCredentials(detail), ...shown };
}
