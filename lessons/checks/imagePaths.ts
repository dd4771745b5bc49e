import { z } from "zod";
import type { FileEntry } from "#contract/image.ts";
import { expressionSchema, isWithin, limitText, matches, sizeLimitSchema, sizeText } from "./authorValues.ts";
import { expressionText } from "./expressionText.ts";
import type { ImageFact, PathFact } from "./facts.ts";
import { layersOf, rowPlace } from "./imageRows.ts";
import { failed, type Judgment } from "./judgment.ts";

/** What a check may say of a file or folder in an image. */
export const imagePathSchema = z.strictObject({
  path: z.string().regex(/^\//, "Write a path from the root, such as /app/app.py.").max(4096),
  exists: z.boolean().optional().describe("true if absent."),
  mode: z
    .string()
    .regex(/^0?[0-7]{3,4}$/, "Write a mode such as 0755.")
    .optional(),
  owner: z
    .string()
    .regex(/^\d+(:\d+)?$/, "Write numbers, such as 1000:1000.")
    .optional(),
  matches: expressionSchema.optional(),
  size: sizeLimitSchema.optional(),
});

type PathCheck = z.infer<typeof imagePathSchema>;

export function* judgePaths(checks: readonly PathCheck[] | undefined, image: ImageFact): Generator<Judgment> {
  for (const check of checks ?? []) {
    const { path, exists = true } = check;
    const found = image.paths.get(path);
    if (found === undefined) {
      if (exists) yield failed(`There is no ${path} in the image.`, `The image has ${path}.`);
    } else if (!exists) {
      yield failed(`${path} is in the image.`, `The image has no ${path}.`, placeOf(found.entry, image));
    } else yield* judgeFound(check, found, image);
  }
}

function* judgeFound(check: PathCheck, { entry, text }: PathFact, image: ImageFact): Generator<Judgment> {
  const { path, mode, owner, matches: expression, size } = check;
  const at = placeOf(entry, image);
  if (mode !== undefined && (entry.mode & 0o7777) !== Number.parseInt(mode, 8)) {
    yield failed(`The mode of ${path} is ${octal(entry.mode)}.`, `Its mode is ${octal(Number.parseInt(mode, 8))}.`, at);
  }
  if (owner !== undefined && !isOwner(owner, entry)) {
    yield failed(`${path} belongs to ${entry.uid}:${entry.gid}.`, `It belongs to ${owner}.`, at);
  }
  if (expression !== undefined && (text === undefined || !matches(expression, text))) {
    const saw =
      text === undefined ? `${path} is not a text.` : `Nothing in ${path} is like ${expressionText(expression)}.`;
    yield failed(saw, `Something like ${expressionText(expression)} in ${path}.`, at);
  }
  if (size !== undefined && !isWithin(entry.size, size)) {
    yield failed(`${path} has ${sizeText(entry.size)}.`, `It has ${limitText(size)}.`, at);
  }
}

function isOwner(owner: string, { uid, gid }: FileEntry): boolean {
  const [user, group] = owner.split(":").map(Number);
  return user === uid && (group === undefined || group === gid);
}

function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, "0");
}

/** The line that made the layer that holds it. */
function placeOf({ layer }: FileEntry, { stack }: ImageFact) {
  return rowPlace(
    stack,
    layersOf(stack).find((row) => row.layer.index === layer),
  );
}
