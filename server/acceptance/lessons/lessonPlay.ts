import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const textsByPath = z.record(z.string(), z.string());

/** One thing that a person does in a step. */
const moveSchema = z.union([
  z.strictObject({ press: z.int().min(1) }).describe("Presses the button with this number, counted from 1."),
  z.strictObject({ run: z.string() }).describe("Runs a command in the console."),
  z.strictObject({ write: textsByPath }).describe("Replaces files."),
  z.strictObject({ append: textsByPath }).describe("Adds a line at the end of files."),
]);

const step = z.int().min(1);

/** Moves after which a goal fails, with words in its verdict. `undo` is a command that takes back what the files don't say. */
const wrongMovesSchema = z.strictObject({
  mistake: z.string(),
  step,
  does: z.array(moveSchema).min(1),
  undo: z.string().optional(),
  fails: z.string(),
  says: z.array(z.string()).min(1),
});

const wrongAnswerSchema = z.strictObject({
  mistake: z.string(),
  step,
  answers: z.strictObject({ question: step, with: z.array(z.string()) }),
});

/**
 * How a lesson is played. Right is to press all buttons of a step in their order, and to give these answers to its
 * questions.
 */
const playSchema = z.strictObject({
  answers: z.record(z.string().regex(/^\d+$/), z.array(z.string())).default({}),
  wrong: z.array(z.union([wrongMovesSchema, wrongAnswerSchema])).min(3),
});

export type Move = z.infer<typeof moveSchema>;
export type WrongMoves = z.infer<typeof wrongMovesSchema>;
export type LessonPlay = z.infer<typeof playSchema>;

export function readPlay(lesson: string): LessonPlay {
  return playSchema.parse(parse(readFileSync(join(import.meta.dirname, "plays", `${lesson}.yaml`), "utf8")));
}
