import { z } from "zod";
import { contextPathSchema } from "#contract/context.ts";

const textsSchema = z.record(contextPathSchema, z.string().max(100_000)).describe("Texts by path.");

/** An edit of the workspace that the next build is asked about; nothing is changed by it. */
export const planEditSchema = z.union([
  z.literal("none"),
  z
    .strictObject({ append: textsSchema.optional(), write: textsSchema.optional() })
    .refine(({ append, write }) => append !== undefined || write !== undefined, "Give append or write."),
]);

export type PlanEdit = z.infer<typeof planEditSchema>;

export const planKey = (edit: PlanEdit): string => JSON.stringify(edit);

/** The changed files, with their new texts. `textOf`: a file's text before. */
export function editedTexts(edit: PlanEdit, textOf: (path: string) => string | undefined): ReadonlyMap<string, string> {
  if (edit === "none") return new Map();
  const appended = Object.entries(edit.append ?? {}).map(
    ([path, text]) => [path, (textOf(path) ?? "") + text] as const,
  );
  return new Map([...appended, ...Object.entries(edit.write ?? {})]);
}

/** In a sentence: ` after a change of app.py`. */
export function editText(edit: PlanEdit): string {
  if (edit === "none") return "";
  const paths = [...Object.keys(edit.append ?? {}), ...Object.keys(edit.write ?? {})];
  return ` after a change of ${paths.join(" and ")}`;
}
