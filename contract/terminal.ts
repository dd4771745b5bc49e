import { z } from "zod/mini";
import { problemSchema } from "./problem.ts";

/**
 * The WebSocket of a command's terminal. Binary frames are bytes: stdin from the client, output from the server. Text
 * frames are these messages as JSON.
 */
export const terminalRequestSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("resize"),
    columns: z.int().check(z.gte(1), z.lte(1000)),
    rows: z.int().check(z.gte(1), z.lte(1000)),
  }),
  /** That many bytes of output were shown. With `paced=true`, no more than `UNREAD_BYTES` are sent ahead of it. */
  z.object({ type: z.literal("read"), bytes: z.int().check(z.gte(1)) }),
  /** End of stdin. */
  z.object({ type: z.literal("end") }),
]);

export const terminalAnswerSchema = z.discriminatedUnion("type", [
  /** The last message: the command ended. */
  z.object({ type: z.literal("ended"), code: z.int() }),
  /** The last message: it could not be started. */
  z.object({ type: z.literal("problem"), problem: problemSchema }),
]);

/** Bytes of output on the way to a client that paces itself. */
export const UNREAD_BYTES = 512 * 1024;

export type TerminalRequest = z.infer<typeof terminalRequestSchema>;
export type TerminalAnswer = z.infer<typeof terminalAnswerSchema>;
