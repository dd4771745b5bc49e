import { z } from "zod/mini";
import { contextPathSchema } from "./context.ts";
import { builderIdSchema } from "./health.ts";
import { goalStateSchema, lessonIdSchema } from "./lesson.ts";
import { workspaceFileSchema, workspaceIdSchema } from "./workspace.ts";

export const roomIdSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{16,32}$/));
export const memberIdSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{16,32}$/));

/** What learners type to join: letters and digits that can't be taken for others, upper case. */
export const roomCodeSchema = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text) => text.toUpperCase().replaceAll(/[\s-]/g, "")),
  ),
  z.string().check(z.regex(/^[A-HJ-NP-Z2-9]{8}$/, "give the 8 letters and digits of the room")),
);

const personNameSchema = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));

/** Where everybody is asked to look. */
export const lookSchema = z.object({
  path: z.optional(contextPathSchema),
  /** From 1. */
  line: z.optional(z.int().check(z.gte(1))),
  /** A layer or a row of the stack, by the ID that links it with its line. */
  link: z.optional(z.string().check(z.maxLength(300))),
});

/** Who asks. `off`: this server has no rooms, and its page says nothing of them. */
export const meSchema = z.object({
  rooms: z.enum(["off", "on"]),
  /** Whether this browser may open a room. */
  mayTeach: z.boolean(),
  /** Whether opening a room asks for the word that the operator gave teachers. */
  teacherWord: z.boolean(),
  /** Why it may not, if rooms are on: it is a learner, or the server lets only its own machine open rooms. */
  mayNot: z.optional(z.enum(["learner", "other-machine"])),
  /** The room that this browser is a learner in. */
  learner: z.optional(
    z.object({
      room: roomIdSchema,
      member: memberIdSchema,
      name: z.string(),
      /** Whether the room has ended: what is kept can be taken home, nothing else. */
      ended: z.optional(z.boolean()),
    }),
  ),
  /** The open rooms that this browser teaches, the newest first, and where their learners are asked to look. */
  teaches: z.optional(z.array(z.object({ room: roomIdSchema, name: z.string(), look: z.optional(lookSchema) }))),
});

/** What a room starts learners with. */
export const roomStartSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("lesson"), lesson: lessonIdSchema }),
  /** A copy of the teacher's workspace. */
  z.object({ kind: z.literal("workspace"), workspace: workspaceIdSchema }),
  /** An empty one. */
  z.object({ kind: z.literal("empty") }),
]);

export const roomSettingsSchema = z.object({
  name: personNameSchema,
  start: roomStartSchema,
  /** Most learners at a time. */
  learners: z.int().check(z.gte(1), z.lte(500)),
  /** Milliseconds since the epoch. */
  endsAt: z.number(),
  /** Days that everything is kept for after the end; 0 removes it then. */
  keepDays: z.int().check(z.gte(0), z.lte(90)),
  /** Whether learners may build live. */
  live: z.optional(z.boolean()),
  /** The builder of the learners who chose none; absent is the server's standard. */
  builder: z.optional(builderIdSchema),
});

/** `POST /api/rooms`. `word` is the operator's, if the server asks for it. */
export const openRoomRequestSchema = z.extend(roomSettingsSchema, {
  word: z.optional(z.string().check(z.maxLength(100))),
});

/** `PATCH /api/rooms/{room}`: what may change while the room is open. */
export const roomChangesSchema = z.partial(z.omit(roomSettingsSchema, { start: true }));

/** A room, for its teachers. */
export const roomSchema = z.extend(roomSettingsSchema, {
  id: roomIdSchema,
  code: z.string(),
  openedAt: z.number(),
  /** Set once it has ended. */
  endedAt: z.optional(z.number()),
});

export const roomListSchema = z.object({ rooms: z.array(roomSchema) });

/** With a code and a name one joins, with a code and a word one comes back, and a teachers' word makes a teacher. */
export const joinRequestSchema = z.object({
  code: roomCodeSchema,
  name: z.optional(personNameSchema),
  word: z.optional(z.string().check(z.maxLength(100))),
});

/** What is shown before joining. */
export const roomGreetingSchema = z.object({
  name: z.string(),
  lesson: z.optional(z.string()),
  endsAt: z.number(),
  /** Days that what learners make is kept for after the end. */
  keepDays: z.int(),
});

export const joinedSchema = z.object({
  role: z.enum(["learner", "teacher"]),
  room: roomIdSchema,
  /** Of a learner: where to work. */
  workspace: z.optional(workspaceIdSchema),
});

/** What a learner is doing, as far as their page and the server tell. `away`: their page is closed or hidden. */
export const learnerStateSchema = z.enum(["editing", "queued", "building", "failed", "done", "idle", "away"]);

/** Whether a teacher may type along: asked for, or agreed to. */
export const helpSchema = z.enum(["asked", "accepted"]);

/** One learner, as the teacher's page shows them. Times are milliseconds since the epoch. */
export const learnerSchema = z.object({
  id: memberIdSchema,
  name: z.string(),
  workspace: z.optional(workspaceIdSchema),
  state: learnerStateSchema,
  /** When that began. */
  since: z.number(),
  joinedAt: z.number(),
  /** The step of the room's lesson, as in a lesson's progress. */
  step: z.optional(z.int()),
  /** The room's lesson: `step/goal` → state, for all that were judged. */
  goals: z.record(z.string(), goalStateSchema),
  /** The code and the sentence of the last problem, until it is solved. */
  problem: z.optional(z.object({ code: z.string(), title: z.string(), detail: z.string() })),
  /** Since when there was neither a goal reached nor a problem solved, while working. */
  stuckSince: z.optional(z.number()),
  /** When the hand was raised. */
  hand: z.optional(z.number()),
  /** Where their cursor is. */
  at: z.optional(z.object({ path: contextPathSchema, line: z.optional(z.int().check(z.gte(1))) })),
  help: z.optional(helpSchema),
});

export const roomTimerSchema = z.object({ endsAt: z.number(), title: z.optional(z.string().check(z.maxLength(100))) });

/** What a teacher sends. */
export const sentSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("message"), text: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)) }),
  z.object({
    kind: z.literal("hint"),
    text: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)),
    goal: z.optional(z.string().check(z.maxLength(200))),
  }),
  /** Each may take them beside their own work: nothing is overwritten. */
  z.object({
    kind: z.literal("files"),
    name: z.string().check(z.maxLength(128)),
    files: z.array(workspaceFileSchema).check(z.maxLength(200)),
  }),
]);

export const sendToSchema = z.union([
  z.literal("all"),
  z.object({ members: z.array(memberIdSchema).check(z.minLength(1), z.maxLength(500)) }),
  /** Those who are at this `step/goal` and have not reached it. */
  z.object({ goal: z.string().check(z.maxLength(200)) }),
]);

export const sendRequestSchema = z.object({ to: sendToSchema, what: sentSchema });
/** How many learners got it. */
export const sendAnswerSchema = z.object({ learners: z.int() });

export const roomNoteSchema = z.object({ id: z.string(), at: z.number(), from: z.string(), what: sentSchema });

/** A learner's own room. */
export const myRoomSchema = z.object({
  room: z.object({
    id: roomIdSchema,
    name: z.string(),
    start: roomStartSchema,
    endsAt: z.number(),
    /** Set once it has ended. */
    endedAt: z.optional(z.number()),
    keepDays: z.int(),
    live: z.optional(z.boolean()),
    builder: z.optional(builderIdSchema),
  }),
  me: z.object({ id: memberIdSchema, name: z.string() }),
  /** Where to work; absent while it is being made. */
  workspace: z.optional(workspaceIdSchema),
  /** The place in the queue of raised hands, from 1. */
  hand: z.optional(z.int()),
  help: z.optional(helpSchema),
  look: z.optional(lookSchema),
  timer: z.optional(roomTimerSchema),
  /** What was sent and not put away yet, the oldest first. */
  notes: z.array(roomNoteSchema),
});

/** To a teacher's page: everything first, then what changed. */
export const classEventSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("class"),
    room: roomSchema,
    learners: z.array(learnerSchema),
    look: z.optional(lookSchema),
    timer: z.optional(roomTimerSchema),
    /** The last message to everybody, until it is taken off the projector. */
    message: z.optional(z.string()),
  }),
  z.object({ type: z.literal("learner"), learner: learnerSchema }),
  z.object({ type: z.literal("left"), member: memberIdSchema }),
  z.object({ type: z.literal("look"), look: z.optional(lookSchema) }),
  z.object({ type: z.literal("timer"), timer: z.optional(roomTimerSchema) }),
  z.object({ type: z.literal("message"), message: z.optional(z.string()) }),
  z.object({ type: z.literal("ended") }),
]);

/** To a learner's page: all of it, whenever something changed. */
export const myRoomEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("room"), mine: myRoomSchema }),
  /** `removed`: the room goes on, without this learner. */
  z.object({ type: z.literal("ended"), removed: z.optional(z.boolean()) }),
]);

/** What a learner's page tells while it is open, at each change and once a minute. */
export const presenceSchema = z.object({
  doing: z.enum(["editing", "idle", "away"]),
  path: z.optional(contextPathSchema),
  line: z.optional(z.int().check(z.gte(1))),
});

/** A learner's answer to a teacher who asks to help. */
export const helpAnswerSchema = z.object({ accept: z.boolean() });

/** The word that brings a learner back, or that makes a teacher. */
export const roomWordSchema = z.object({ word: z.string() });

/** One learner in a room's results. */
export const resultRowSchema = z.object({
  name: z.string(),
  joinedAt: z.number(),
  step: z.optional(z.int()),
  goals: z.record(z.string(), goalStateSchema),
  passed: z.int(),
  builds: z.int(),
  failedBuilds: z.int(),
  finishedAt: z.optional(z.number()),
});

export const resultsSchema = z.object({ room: roomSchema, learners: z.array(resultRowSchema) });

export type Me = z.infer<typeof meSchema>;
export type OpenRoomRequest = z.infer<typeof openRoomRequestSchema>;
export type RoomChanges = z.infer<typeof roomChangesSchema>;
export type RoomGreeting = z.infer<typeof roomGreetingSchema>;
export type Room = z.infer<typeof roomSchema>;
export type RoomSettings = z.infer<typeof roomSettingsSchema>;
export type RoomStart = z.infer<typeof roomStartSchema>;
export type Learner = z.infer<typeof learnerSchema>;
export type LearnerState = z.infer<typeof learnerStateSchema>;
export type Look = z.infer<typeof lookSchema>;
export type RoomTimer = z.infer<typeof roomTimerSchema>;
export type JoinRequest = z.infer<typeof joinRequestSchema>;
export type Joined = z.infer<typeof joinedSchema>;
export type Sent = z.infer<typeof sentSchema>;
export type SendTo = z.infer<typeof sendToSchema>;
export type RoomNote = z.infer<typeof roomNoteSchema>;
export type MyRoom = z.infer<typeof myRoomSchema>;
export type ClassEvent = z.infer<typeof classEventSchema>;
export type MyRoomEvent = z.infer<typeof myRoomEventSchema>;
export type Help = z.infer<typeof helpSchema>;
export type Presence = z.infer<typeof presenceSchema>;
export type ResultRow = z.infer<typeof resultRowSchema>;
