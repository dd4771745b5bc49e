import { z } from "zod/mini";
import { maskCredentials } from "./credentials.ts";
import { rangeSchema } from "./range.ts";

/**
 * The catalog of everything that can go wrong, each with its HTTP status and the title a person reads first.
 * `detail` (what exactly, where) and `next` (what to do) are filled in where the problem occurs.
 */
export const PROBLEMS = {
  "request/invalid": { status: 400, title: "Invalid request" },
  "request/foreign": { status: 403, title: "Cross-site request rejected" },
  "request/pattern": { status: 400, title: "Invalid search pattern" },
  "request/not-found": { status: 404, title: "Not found" },
  "request/too-large": { status: 413, title: "Request too large" },
  "request/unsupported-media-type": { status: 415, title: "Unsupported content type" },
  "request/too-many": { status: 429, title: "Too many requests" },
  "workspace/not-found": { status: 404, title: "Workspace not found" },
  "workspace/too-many": { status: 409, title: "Too many workspaces" },
  "workspace/stale": { status: 412, title: "Workspace changed elsewhere" },
  "workspace/too-large": { status: 413, title: "Workspace too large" },
  "context/not-found": { status: 404, title: "Context not found" },
  "context/path": { status: 400, title: "Invalid path in the context" },
  "context/invalid": { status: 400, title: "Invalid context" },
  "context/too-large": { status: 413, title: "Context too large" },
  "blob/not-found": { status: 404, title: "Blob not found" },
  "blob/mismatch": { status: 400, title: "Content does not match its digest" },
  "image/not-found": { status: 404, title: "Image not found" },
  "image/reference": { status: 400, title: "Invalid image reference" },
  "image/in-use": { status: 409, title: "Image in use" },
  "image/too-large": { status: 422, title: "Image configuration too large" },
  "image/invalid": { status: 422, title: "Invalid image" },
  "build/not-found": { status: 404, title: "Build not found" },
  "build/too-many-pinned": { status: 409, title: "Too many pinned builds" },
  "build/queue-full": { status: 429, title: "Build queue full" },
  "dockerfile/syntax": { status: 422, title: "Error in the Dockerfile" },
  "dockerfile/missing": { status: 422, title: "Dockerfile not found" },
  "dockerfile/target": { status: 422, title: "Target stage not found" },
  "build/unsupported": { status: 422, title: "Not supported by this builder" },
  "build/no-executor": { status: 422, title: "RUN is not available on this machine" },
  "build/platform": { status: 422, title: "Platform not supported" },
  "build/source-missing": { status: 422, title: "File to copy not found" },
  "build/copy": { status: 422, title: "Copy failed" },
  "build/user": { status: 422, title: "User or group not found" },
  "build/run-failed": { status: 422, title: "Command failed" },
  "build/secret": { status: 422, title: "Secret not found" },
  "build/timeout": { status: 422, title: "Build timed out" },
  "build/held-back": { status: 422, title: "Held back" },
  "build/live-off": { status: 403, title: "Live is off in this room" },
  "build/memory": { status: 422, title: "Build exceeded its memory limit" },
  "build/processes": { status: 422, title: "Build exceeded its process limit" },
  "build/cpu": { status: 422, title: "Build exceeded its CPU time limit" },
  "build/disk": { status: 507, title: "Build exceeded its disk limit" },
  "build/path-too-long": { status: 422, title: "Path too long" },
  "build/output": { status: 422, title: "Build exceeded its output limit" },
  "build/builder-died": { status: 500, title: "Builder stopped unexpectedly" },
  "build/server-stopped": { status: 503, title: "Server stopped" },
  "container/not-found": { status: 404, title: "Container not found" },
  "container/name-taken": { status: 409, title: "Container name in use" },
  "container/state": { status: 409, title: "Not possible in this state of the container" },
  "container/too-many": { status: 409, title: "Too many containers" },
  "container/invalid": { status: 400, title: "Invalid container" },
  "container/not-started": { status: 422, title: "Container could not be started" },
  "container/port-taken": { status: 409, title: "Port in use" },
  "container/no-executor": { status: 422, title: "Containers can't run on this machine" },
  "container/path": { status: 404, title: "Path not found in the container" },
  "container/limit": { status: 507, title: "Container limit reached" },
  "volume/not-found": { status: 404, title: "Volume not found" },
  "volume/in-use": { status: 409, title: "Volume in use" },
  "registry/login": { status: 401, title: "Login failed" },
  "registry/not-found": { status: 422, title: "Image not found in the registry" },
  "registry/unreachable": { status: 422, title: "Registry unreachable" },
  "registry/unauthorized": { status: 422, title: "Registry denied access" },
  "registry/invalid": { status: 422, title: "Invalid response from the registry" },
  "registry/digest": { status: 422, title: "Download does not match its digest" },
  "registry/too-large": { status: 422, title: "Image too large" },
  "store/full": { status: 507, title: "Disk full" },
  "lesson/not-found": { status: 404, title: "Lesson not found" },
  "lesson/invalid": { status: 422, title: "Not a lesson" },
  "lesson/none": { status: 404, title: "No lesson in this workspace" },
  "room/not-found": { status: 404, title: "Room not found" },
  "room/off": { status: 404, title: "This server has no rooms" },
  "room/full": { status: 409, title: "Room full" },
  "room/ended": { status: 410, title: "Room has ended" },
  "room/role": { status: 403, title: "Not allowed in this role" },
  "room/word": { status: 403, title: "Word not accepted" },
  "room/name-taken": { status: 409, title: "Name in use" },
  "share/not-found": { status: 404, title: "Share not found" },
  "share/too-large": { status: 413, title: "Too large to share" },
  "share/too-many": { status: 409, title: "Too many shares" },
  "share/build": { status: 409, title: "Build has not finished" },
  "share/absent": { status: 404, title: "Not in this share" },
  "cache-mount/not-found": { status: 404, title: "Cache mount not found" },
  "cache-mount/in-use": { status: 409, title: "Cache mount in use" },
  "builder/unavailable": { status: 503, title: "Builder not available" },
  "builder/unreachable": { status: 503, title: "Builder unreachable" },
  "server/unreachable": { status: 503, title: "Server unreachable" },
  "server/answer": { status: 502, title: "Unexpected response from the server" },
  internal: { status: 500, title: "Internal error" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

const problemCodes = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** RFC 9457 problem details. `range` and `instruction` are present if it is about the Dockerfile. */
export const problemSchema = z.object({
  type: z.string(),
  status: z.int(),
  code: z.enum(problemCodes),
  title: z.string(),
  detail: z.string(),
  /** What to do next, one sentence. */
  next: z.optional(z.string()),
  range: z.optional(rangeSchema),
  instruction: z.optional(z.string()),
  /** The last lines of output of a failed command. */
  lastLines: z.optional(z.array(z.string())),
  exitCode: z.optional(z.int()),
});

export type Problem = z.infer<typeof problemSchema>;

export type ProblemExtras = Partial<Pick<Problem, "next" | "range" | "instruction" | "lastLines" | "exitCode">>;

export function problem(code: ProblemCode, detail: string, extras: ProblemExtras = {}): Problem {
  const { status, title } = PROBLEMS[code];
  const shown = { ...extras, ...(extras.next !== undefined && { next: maskCredentials(extras.next) }) };
  return { type: `/problems/${code}`, status, code, title, detail: maskCredentials(detail), ...shown };
}
