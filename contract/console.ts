import { z } from "zod/mini";

const side = z.int().check(z.gte(1), z.lte(1000));

/** Most characters of a text that a client lets the console run. */
export const MAX_CONSOLE_TEXT = 128 * 1024;

/**
 * The WebSocket of a console. Binary frames are bytes of its terminal: keys from the client, output from the server. Text
 * frames are these messages as JSON.
 */
export const consoleRequestSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("resize"), columns: side, rows: side }),
  /** Runs a text as if it was typed, after what runs now. `id` comes back with `run` and `done`. */
  z.object({
    type: z.literal("execute"),
    text: z.string().check(z.minLength(1), z.maxLength(MAX_CONSOLE_TEXT)),
    id: z.optional(z.string().check(z.maxLength(64))),
  }),
  /** Ends what runs, as Ctrl-C does, and all texts that wait. A command that does not end in time is ended without being asked. */
  z.object({ type: z.literal("interrupt") }),
  /** As `exit` does. */
  z.object({ type: z.literal("close") }),
]);

/** Why a console ended: `exit` was typed, nothing was typed for long, another one took its place, the server stopped. */
export const consoleEndSchema = z.enum(["exit", "idle", "replaced", "stopped"]);

export const consoleMessageSchema = z.discriminatedUnion("type", [
  /**
   * The first message. `session` is what `?session=` brings back after a lost connection or a reload; if it was `resumed`,
   * clear the terminal: what was printed last follows.
   */
  z.object({ type: z.literal("ready"), session: z.string(), resumed: z.boolean(), running: z.boolean() }),
  /** A command was typed or executed. */
  z.object({ type: z.literal("run"), command: z.string(), id: z.optional(z.string()) }),
  /** It ended. */
  z.object({ type: z.literal("done"), code: z.int(), id: z.optional(z.string()) }),
  /** It started a build. */
  z.object({ type: z.literal("build"), id: z.string() }),
  /** The next line is awaited. `folder` is relative to the top of the workspace. */
  z.object({ type: z.literal("prompt"), folder: z.string() }),
  /** The last message. */
  z.object({ type: z.literal("ended"), reason: consoleEndSchema }),
]);

export type ConsoleRequest = z.infer<typeof consoleRequestSchema>;
export type ConsoleMessage = z.infer<typeof consoleMessageSchema>;
export type ConsoleEnd = z.infer<typeof consoleEndSchema>;
