import { z } from "zod";

const MAX_EXPRESSION = 500;
/** Characters of a text that an expression is tried on. */
const MAX_TEXT = 200_000;

/** A regular expression, in which ^ and $ match at each line. */
export const expressionSchema = z
  .string()
  .min(1)
  .max(MAX_EXPRESSION)
  .refine(isExpression, "Not a regular expression.")
  .describe("A regular expression (JavaScript); ^ and $ match at each line.");

function isExpression(text: string): boolean {
  try {
    new RegExp(text, "m");
    return true;
  } catch {
    return false;
  }
}

/** Authors are not trusted: an expression can take forever, so who calls this has a time limit. */
export function matches(expression: string, text: string): boolean {
  return new RegExp(expression, "m").test(text.slice(0, MAX_TEXT));
}

const UNITS: Readonly<Record<string, number>> = { B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9 };
const SIZE = /^(\d+(?:\.\d+)?) ?(B|kB|KB|MB|GB)$/;

/** A size as Docker prints it, such as `20MB`. */
const sizeSchema = z.string().regex(SIZE, "Write a size such as 20MB or 512kB.");

function bytesOf(size: string): number {
  const [, count = "0", unit = "B"] = SIZE.exec(size) ?? [];
  return Number(count) * (UNITS[unit] ?? 1);
}

/** As Docker prints it: `20.5MB`. */
export function sizeText(bytes: number): string {
  const unit = bytes < 1e3 ? "B" : bytes < 1e6 ? "kB" : bytes < 1e9 ? "MB" : "GB";
  const scaled = bytes / (UNITS[unit] ?? 1);
  return `${Number(scaled.toPrecision(scaled < 1000 ? 3 : 4))} ${unit}`;
}

export const sizeLimitSchema = z
  .strictObject({ below: sizeSchema.optional(), above: sizeSchema.optional() })
  .refine(({ below, above }) => below !== undefined || above !== undefined, "Give below or above.");

export type SizeLimit = z.infer<typeof sizeLimitSchema>;

export function isWithin(bytes: number, { below, above }: SizeLimit): boolean {
  return (below === undefined || bytes < bytesOf(below)) && (above === undefined || bytes > bytesOf(above));
}

export function limitText({ below, above }: SizeLimit): string {
  const parts = [below !== undefined ? `less than ${below}` : [], above !== undefined ? `more than ${above}` : []];
  return parts.flat().join(" and ");
}

const DURATION = /^(\d+(?:\.\d+)?)(ms|s|m)$/;
const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

export const durationSchema = z.string().regex(DURATION, "Write a time such as 30s, 500ms, or 2m.");

export function millisecondsOf(duration: string): number {
  const [, count = "0", unit = "s"] = DURATION.exec(duration) ?? [];
  return Number(count) * (MILLISECONDS[unit] ?? 1000);
}

/** How many there may be. */
export const countLimitSchema = z
  .strictObject({ min: z.int().min(0).optional(), max: z.int().min(0).optional(), is: z.int().min(0).optional() })
  .refine((limit) => Object.keys(limit).length > 0, "Give min, max, or is.");

export type CountLimit = z.infer<typeof countLimitSchema>;

export function isCount(count: number, { min, max, is }: CountLimit): boolean {
  return (
    (is === undefined || count === is) && (min === undefined || count >= min) && (max === undefined || count <= max)
  );
}

export function countText({ min, max, is }: CountLimit, one: string, several: string): string {
  const named = (count: number) => `${count} ${count === 1 ? one : several}`;
  if (is !== undefined) return `exactly ${named(is)}`;
  const parts = [min !== undefined ? `at least ${named(min)}` : [], max !== undefined ? `at most ${named(max)}` : []];
  return parts.flat().join(" and ");
}

/** One or several of something. */
export function oneOrMore<Schema extends z.ZodType>(schema: Schema) {
  return z.union([schema, z.array(schema).min(1).max(50)]);
}

export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

/** A text of a user in a sentence: one line, not too long. */
export function quoted(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
