import { type Document, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import type { LessonMistake } from "#contract/lesson.ts";
import type { Range } from "#contract/range.ts";
import { type Goal, goalsOf } from "./goal.ts";
import { type ChecksFile, checksFileSchema } from "./goalSchema.ts";
import { type Issue, issuesOf } from "./schemaIssues.ts";
import { placeIn, yamlRange } from "./yamlPlaces.ts";

/** The file of a lesson's checks, beside index.json. */
export const CHECKS_FILE = "checks.yaml";

/** Characters. A lesson of 50 steps has less than 50 000. */
const MAX_TEXT = 300_000;
const MAX_ALIASES = 50;
const MAX_MISTAKES = 100;

export interface ReadChecks {
  readonly minutes?: number;
  /** The goals of a step, by its index. */
  readonly steps: ReadonlyMap<number, readonly Goal[]>;
  readonly mistakes: readonly LessonMistake[];
}

const NOTHING: ReadonlyMap<number, readonly Goal[]> = new Map();

/** The checks of a lesson with so many steps. Goals of a file with mistakes are left out, since they could not be reached. */
export function readChecks(text: string, stepCount: number): ReadChecks {
  const lines = new LineCounter();
  if (text.length > MAX_TEXT) return { steps: NOTHING, mistakes: [mistake(`${CHECKS_FILE} is too long.`, START)] };
  const document = parse(text, lines);
  if (document === undefined)
    return { steps: NOTHING, mistakes: [mistake("Too many levels inside each other.", START)] };
  const broken = document.errors.map(({ message, pos: [start, end] }) =>
    mistake(firstLine(message), yamlRange(lines, start, end)),
  );
  if (broken.length > 0) return { steps: NOTHING, mistakes: broken.slice(0, MAX_MISTAKES) };
  const value = plainValue(document);
  if (value === undefined)
    return { steps: NOTHING, mistakes: [mistake("Too many aliases, or too many levels inside each other.", START)] };
  const read = checksFileSchema.safeParse(value.plain ?? {});
  if (!read.success) return { steps: NOTHING, mistakes: mistakesOf(read.error, value.plain, document, lines) };
  const placeOf = (path: readonly PropertyKey[], key?: string) => placeIn(document, lines, path, key);
  return {
    ...(read.data.minutes !== undefined && { minutes: read.data.minutes }),
    steps: goalsByStep(read.data, stepCount),
    mistakes: [...unknownSteps(read.data, stepCount, placeOf), ...sameIds(read.data, placeOf)],
  };
}

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function mistake(message: string, range: Range): LessonMistake {
  return { file: CHECKS_FILE, range, severity: "error", message };
}

/** Undefined if it is nested so deeply that the parser, which calls itself for each level, can't read it. */
function parse(text: string, lineCounter: LineCounter): Document.Parsed | undefined {
  try {
    return parseDocument(text, { lineCounter });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Undefined if aliases make far more of it than is written. */
function plainValue(document: Document): { readonly plain: unknown } | undefined {
  try {
    return { plain: document.toJS({ maxAliasCount: MAX_ALIASES }) };
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function mistakesOf(error: z.ZodError, value: unknown, document: Document, lines: LineCounter): LessonMistake[] {
  return issuesOf(error, value)
    .slice(0, MAX_MISTAKES)
    .map(({ message, path, key }: Issue) => mistake(message, placeIn(document, lines, path, key)));
}

function goalsByStep({ steps = {} }: ChecksFile, stepCount: number): ReadonlyMap<number, readonly Goal[]> {
  const known = Object.entries(steps).filter(([number]) => Number(number) <= stepCount);
  return new Map(known.map(([number, goals]) => [Number(number) - 1, goalsOf(goals)]));
}

type PlaceOf = (path: readonly PropertyKey[], key?: string) => Range;

function unknownSteps({ steps = {} }: ChecksFile, stepCount: number, placeOf: PlaceOf): LessonMistake[] {
  return Object.keys(steps)
    .filter((number) => Number(number) > stepCount)
    .map((number) => mistake(`The lesson has no step ${number}: it has ${stepCount}.`, placeOf(["steps"], number)));
}

function sameIds({ steps = {} }: ChecksFile, placeOf: PlaceOf): LessonMistake[] {
  return Object.entries(steps).flatMap(([number, goals]) => {
    const ids = goals.map(({ id }) => id);
    return goals.flatMap(({ id }, index) =>
      id !== undefined && ids.indexOf(id) < index
        ? [mistake(`The step has two goals with the id ${id}.`, placeOf(["steps", number, index, "id"]))]
        : [],
    );
  });
}

/** Without the place, which the range says, and the excerpt. */
function firstLine(text: string): string {
  const [line = ""] = text.split("\n");
  if (line.startsWith("Maximum call stack")) return "Too many levels inside each other.";
  return line.replace(/ at line \d+, column \d+:?$/, ".");
}
