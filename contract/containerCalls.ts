import { z } from "zod/mini";
import { containerNameSchema, containerProcessSchema } from "./container.ts";
import { digestSchema } from "./names/digest.ts";

/** The bodies and answers of calls to containers that are not containers themselves. */
export const renameRequestSchema = z.object({ name: containerNameSchema });
export const processListSchema = z.object({ processes: z.array(containerProcessSchema) });
export const committedSchema = z.object({ id: digestSchema });
/** `bytes`: of their writable layers. */
export const prunedContainersSchema = z.object({ ids: z.array(z.string()), bytes: z.int() });
export const prunedVolumesSchema = z.object({ names: z.array(z.string()), bytes: z.int() });
export const volumeRequestSchema = z.object({
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
  labels: z.optional(z.record(z.string().check(z.maxLength(1024)), z.string().check(z.maxLength(65_536)))),
});

/** A piece of what a container printed, not always a whole line. */
export const logPieceSchema = z.object({
  stream: z.enum(["stdout", "stderr"]),
  /** Milliseconds since the epoch. */
  at: z.int(),
  text: z.string(),
});

/** What answers on a published port: the beginning of a response to `GET /`, or why there is none. */
export const portAnswerSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("http"),
    status: z.int(),
    statusText: z.string(),
    contentType: z.optional(z.string()),
    /** The first lines of the body; none if it is not text. */
    lines: z.array(z.string()),
    truncated: z.boolean(),
  }),
  z.object({ kind: z.literal("none"), reason: z.enum(["refused", "timeout", "not-http", "udp"]) }),
]);

export type LogPiece = z.infer<typeof logPieceSchema>;
export type PortAnswer = z.infer<typeof portAnswerSchema>;
