import { z } from "zod/mini";
import { contextPathSchema } from "./context.ts";
import { digestSchema } from "./names/digest.ts";
import { rangeSchema } from "./range.ts";
import { workspaceIdSchema } from "./workspace.ts";

/** The name of a lesson's folder, or what a lesson that was dropped on the page is called by. */
export const lessonIdSchema = z.string().check(z.regex(/^[a-z0-9][a-z0-9._-]{0,63}$/));

/** Where a lesson comes from: this project, a folder of STRATA_LESSONS, a context that somebody wants to try. */
const lessonSourceSchema = z.enum(["built-in", "folder", "tried"]);

/** A lesson in a list, in the order in which they are best taken. */
export const lessonEntrySchema = z.object({
  id: lessonIdSchema,
  title: z.string(),
  description: z.string(),
  source: lessonSourceSchema,
  /** A guess, for people who start. */
  minutes: z.optional(z.int()),
  steps: z.int(),
  /** Mistakes in its files, if any: `GET /api/lessons/{id}/mistakes` lists them. */
  mistakes: z.int(),
  /** The workspace in which this person took it last, and how far they are in it; absent if in none. */
  taken: z.optional(
    z.object({
      workspace: workspaceIdSchema,
      /** As in its progress. */
      step: z.int().check(z.gte(-1)),
      isFinished: z.boolean(),
    }),
  ),
});

export const lessonListSchema = z.object({ lessons: z.array(lessonEntrySchema) });

/** Elements that a lesson's text may have; nothing else survives reading it. */
export const lessonTagSchema = z.enum([
  "p",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "ul",
  "ol",
  "li",
  "blockquote",
  "hr",
  "br",
  "a",
  "img",
  "em",
  "strong",
  "del",
  "code",
  "kbd",
  "sub",
  "sup",
  "pre",
  "table",
  "thead",
  "tbody",
  "tr",
  "th",
  "td",
  "details",
  "summary",
  "div",
  "span",
  "input",
]);

/** How a file action changes the file. `insert` puts the text in place of the marker, or before it as the format has it. */
const fileTargetSchema = z.enum(["replace", "append", "prepend", "insert"]);

/** What a button of a lesson does. */
export const lessonActionSchema = z.discriminatedUnion("kind", [
  /** Runs a command in the console; `interrupt` ends what runs there first. An empty command only interrupts. */
  z.object({ kind: z.literal("execute"), command: z.string(), interrupt: z.boolean() }),
  z.object({ kind: z.literal("copy"), text: z.string() }),
  z.object({ kind: z.literal("open"), path: contextPathSchema }),
  z.object({
    kind: z.literal("file"),
    path: contextPathSchema,
    target: fileTargetSchema,
    text: z.string(),
    /** Of `insert`: the text that it takes the place of. */
    marker: z.optional(z.string()),
  }),
  /** Opens what answers on a published port of a container. */
  z.object({ kind: z.literal("port"), port: z.int().check(z.gte(1), z.lte(65_535)), path: z.string() }),
]);

/** One question of a quiz. The answers stay on the server. */
export const lessonQuestionSchema = z.object({
  id: z.string(),
  question: z.string(),
  /** Absent: a text is typed. */
  choices: z.optional(z.array(z.string())),
  /** Whether several choices may be right. */
  several: z.boolean(),
});

interface TextNode {
  kind: "text";
  text: string;
}
interface ActionNode {
  kind: "action";
  action: z.infer<typeof lessonActionSchema>;
  /** Whether it stands in a line of text, or is a block of its own. */
  inline: boolean;
  /** The text as it is shown, with the name of its language. */
  text: string;
  language?: string | undefined;
  /** Highlighted lines, from 1. */
  lit?: number[] | undefined;
}
interface QuestionNode {
  kind: "question";
  question: z.infer<typeof lessonQuestionSchema>;
}
interface CodeNode {
  kind: "code";
  text: string;
  language?: string | undefined;
  /** Highlighted lines, from 1. */
  lit?: number[] | undefined;
}
interface ElementNode {
  kind: "element";
  tag: z.infer<typeof lessonTagSchema>;
  /** Of `a` (http, https, or #), and of `img` (a path below the lesson's assets). */
  href?: string | undefined;
  alt?: string | undefined;
  title?: string | undefined;
  /** Of `input`: a checkbox of a list, as GitHub's Markdown has it. */
  checked?: boolean | undefined;
  /** Of `ol`. */
  start?: number | undefined;
  /** Of `th` and `td`. */
  align?: "left" | "center" | "right" | undefined;
  children: LessonNode[];
}

/** A lesson's text as data: the page draws it, and no HTML of a lesson ever reaches the page. */
export type LessonNode = TextNode | ActionNode | QuestionNode | CodeNode | ElementNode;

export const lessonNodeSchema: z.ZodMiniType<LessonNode> = z
  .lazy(() =>
    z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("text"), text: z.string() }),
      z.object({
        kind: z.literal("action"),
        action: lessonActionSchema,
        inline: z.boolean(),
        text: z.string(),
        language: z.optional(z.string()),
        lit: z.optional(z.array(z.int())),
      }),
      z.object({ kind: z.literal("question"), question: lessonQuestionSchema }),
      z.object({
        kind: z.literal("code"),
        text: z.string(),
        language: z.optional(z.string()),
        lit: z.optional(z.array(z.int())),
      }),
      z.object({
        kind: z.literal("element"),
        tag: lessonTagSchema,
        href: z.optional(z.string()),
        alt: z.optional(z.string()),
        title: z.optional(z.string()),
        checked: z.optional(z.boolean()),
        start: z.optional(z.int()),
        align: z.optional(z.enum(["left", "center", "right"])),
        children: z.array(lessonNodeSchema),
      }),
    ]),
  )
  .check(z.meta({ id: "LessonNode" }));

/** A goal of a step: `title` says what holds in the end. */
export const lessonGoalSchema = z.object({ id: z.string(), title: z.string() });

export const lessonStepSchema = z.object({
  title: z.string(),
  text: z.array(lessonNodeSchema),
  hint: z.optional(z.array(lessonNodeSchema)),
  /** In the order of the text. A step without goals is done when the person goes on. */
  goals: z.array(lessonGoalSchema),
  /** Lines that the console runs when the step begins, before the person types. */
  foreground: z.optional(z.string()),
});

/** What a lesson asks for and can't have here, found when it is opened. */
export const lessonGapSchema = z.object({
  /** As an author would say it: `a second host`. */
  what: z.string(),
  /** What that means for whoever takes the lesson, one sentence. */
  means: z.string(),
});

export const lessonSchema = z.extend(z.omit(lessonEntrySchema, { steps: true, taken: true }), {
  /** Changes whenever a file of the lesson does. */
  revision: digestSchema,
  intro: z.optional(z.array(lessonNodeSchema)),
  steps: z.array(lessonStepSchema),
  finish: z.optional(z.array(lessonNodeSchema)),
  gaps: z.array(lessonGapSchema),
});

/** A mistake in a lesson's files, for its author. */
export const lessonMistakeSchema = z.object({
  file: z.string(),
  range: rangeSchema,
  /** An error keeps a part of the lesson from working. */
  severity: z.enum(["error", "warning"]),
  message: z.string(),
});

export const lessonMistakesSchema = z.object({ mistakes: z.array(lessonMistakeSchema) });

/** A lesson to try: the context that holds its folder. */
export const lessonTryRequestSchema = z.object({ context: digestSchema });

/** Sent to authors whenever a file of the lesson changes. */
export const lessonEventSchema = z.object({ type: z.literal("changed"), revision: digestSchema });

/** `waiting`: nothing to judge yet, as before the first build. */
export const goalStateSchema = z.enum(["waiting", "failed", "passed"]);

/** What a check found. `saw` and `wanted` are sentences; `at` is where to look. */
export const verdictSchema = z.object({
  goal: z.string(),
  state: goalStateSchema,
  saw: z.optional(z.string()),
  wanted: z.optional(z.string()),
  at: z.optional(z.object({ path: contextPathSchema, range: rangeSchema })),
});

/**
 * How far a workspace is in its lesson. `step` is the index of the step that is shown: -1 the introduction, the number of
 * steps the end. Goals that held once stay passed.
 */
export const lessonProgressSchema = z.object({
  lesson: lessonIdSchema,
  step: z.int().check(z.gte(-1)),
  /** The verdicts on the goals of the step that is shown. */
  verdicts: z.array(verdictSchema),
  /** The indexes of the steps whose goals have all held. */
  done: z.array(z.int()),
  /** The questions that were answered right. */
  answered: z.array(z.string()),
  startedAt: z.number(),
  finishedAt: z.optional(z.number()),
});

/** Starts a lesson in a new workspace. */
export const lessonStartedSchema = z.object({ workspace: workspaceIdSchema });

/** Goes to a step. `reset` puts the step's files as they were when it began; what they replace becomes a version. */
export const lessonMoveSchema = z.object({ step: z.int().check(z.gte(-1)), reset: z.optional(z.boolean()) });

export const lessonAnswerSchema = z.object({
  step: z.int(),
  question: z.string(),
  answer: z.array(z.string().check(z.maxLength(1000))).check(z.maxLength(20)),
});

export const lessonAnsweredSchema = z.object({ right: z.boolean() });

export type LessonEntry = z.infer<typeof lessonEntrySchema>;
export type LessonList = z.infer<typeof lessonListSchema>;
export type LessonAction = z.infer<typeof lessonActionSchema>;
export type LessonQuestion = z.infer<typeof lessonQuestionSchema>;
export type LessonTag = z.infer<typeof lessonTagSchema>;
export type LessonGoal = z.infer<typeof lessonGoalSchema>;
export type LessonGap = z.infer<typeof lessonGapSchema>;
export type LessonStep = z.infer<typeof lessonStepSchema>;
export type Lesson = z.infer<typeof lessonSchema>;
export type LessonMistake = z.infer<typeof lessonMistakeSchema>;
export type GoalState = z.infer<typeof goalStateSchema>;
export type Verdict = z.infer<typeof verdictSchema>;
export type LessonProgress = z.infer<typeof lessonProgressSchema>;
