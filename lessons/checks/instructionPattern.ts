import { z } from "zod";
import { instructionNameOf } from "#dockerfile/instructions/registry.ts";
import { expressionSchema, matches, quoted } from "./authorValues.ts";
import type { WrittenInstruction } from "./dockerfileStatements.ts";
import { expressionText } from "./expressionText.ts";

const instructionSchema = z
  .string()
  .refine((word) => instructionNameOf(word) !== undefined, "Not an instruction of Dockerfiles.");

/** Which instructions a check means. */
export const instructionPatternSchema = z.strictObject({
  instruction: instructionSchema.describe("Its name, such as RUN."),
  arguments: expressionSchema.optional().describe("What follows the flags, continuation lines joined."),
});

export const writtenPatternSchema = instructionPatternSchema.extend({
  flags: z.record(z.string(), expressionSchema).optional().describe("Flags it has, such as from: ^build$."),
  form: z.enum(["exec", "shell"]).optional().describe("exec: a JSON array."),
});

export type InstructionPattern = z.infer<typeof instructionPatternSchema>;
export type WrittenPattern = z.infer<typeof writtenPatternSchema>;

export const nameIn = ({ instruction }: InstructionPattern): string => instruction.toUpperCase();

export function isMeant(pattern: WrittenPattern, written: WrittenInstruction): boolean {
  if (written.name !== nameIn(pattern)) return false;
  if (pattern.form !== undefined && written.form !== pattern.form) return false;
  if (pattern.arguments !== undefined && !matches(pattern.arguments, written.arguments)) return false;
  return Object.entries(pattern.flags ?? {}).every(([name, expression]) =>
    written.flags.some((flag) => flag.name === name.replace(/^--/, "") && matches(expression, flag.value)),
  );
}

/** In the middle of a sentence: `COPY with --from that matches build`. */
export function patternText(pattern: WrittenPattern): string {
  const flags = Object.entries(pattern.flags ?? {}).map(
    ([name, text]) => ` with --${name.replace(/^--/, "")} like ${expressionText(text)}`,
  );
  const form = pattern.form === undefined ? "" : ` in ${pattern.form} form`;
  const rest = pattern.arguments === undefined ? "" : ` with arguments like ${expressionText(pattern.arguments)}`;
  return quoted(`${nameIn(pattern)}${form}${flags.join("")}${rest}`);
}
