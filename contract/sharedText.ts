import { z } from "zod/mini";
import { contextPathSchema } from "./context.ts";

/**
 * The sockets of texts that a learner and teachers edit together. Binary frames are y-protocols': the first byte says
 * whether what follows is of `sync` or of `awareness`. Text frames are the server's messages below.
 */
export const SYNC_FRAME = 0;
export const AWARENESS_FRAME = 1;

/** The name of the Y.Map whose keys are paths and whose values are Y.Texts, with line feeds only. */
export const SHARED_FILES = "files";

/** Longer texts, and more of them, are not shared. Lengths are UTF-16 code units. */
export const MAX_SHARED_FILES = 200;
export const MAX_SHARED_LENGTH = 60_000;
export const MAX_SHARED_TOTAL = 1_000_000;

/** Bytes of one frame from a page. */
export const MAX_TEXT_FRAME = 240_000;

const place = z.nullish(z.object({ client: z.number(), clock: z.number() }));

/** A relative position of Yjs, as JSON. */
const caretEndSchema = z.object({
  type: place,
  tname: z.nullish(z.string().check(z.maxLength(300))),
  item: place,
  assoc: z.number(),
});

/** What a page tells of itself as its awareness: where its caret is, or nothing. */
export const caretSchema = z.strictObject(
  z.object({ caret: z.optional(z.object({ path: contextPathSchema, anchor: caretEndSchema, head: caretEndSchema })) })
    .shape,
);

const typistSchema = z.object({
  /** The ID of the person's Yjs document; absent until their caret is known. */
  client: z.optional(z.number()),
  name: z.string(),
  role: z.enum(["learner", "teacher"]),
});

export const sharedTextMessageSchema = z.discriminatedUnion("type", [
  /** First. A page that has a document of another session throws it away: it would bring every text twice. */
  z.object({ type: z.literal("session"), session: z.string() }),
  /** Everybody who is there, at each change. */
  z.object({ type: z.literal("people"), people: z.array(typistSchema) }),
]);

/** Why the server closed a socket: WebSocket close codes for applications. After any of these a page does not come back. */
export const TEXT_CLOSE = {
  /** The help, or the room, is over. */
  ended: 4000,
  /** The learner goes on in another tab. */
  replaced: 4001,
  /** The page sent what can't be taken. */
  refused: 4002,
  /** Nothing more fits. */
  full: 4003,
} as const;

export type Caret = z.infer<typeof caretSchema>;
export type Typist = z.infer<typeof typistSchema>;
export type SharedTextMessage = z.infer<typeof sharedTextMessageSchema>;
