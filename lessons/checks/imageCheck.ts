import { z } from "zod";
import { defineCheck } from "./checkDefinition.ts";
import { type ImageFact, NEWEST } from "./facts.ts";
import { configSchemas, judgeConfig } from "./imageConfig.ts";
import { imagePathSchema, judgePaths } from "./imagePaths.ts";
import { judgeStack, stackSchemas } from "./imageStack.ts";
import { allOf, failed, type Judgment, waiting } from "./judgment.ts";

const schema = z.strictObject({
  reference: z.string().min(1).max(512).optional().describe("Its name; the newest build's image if absent."),
  exists: z.boolean().optional(),
  ...configSchemas,
  ...stackSchemas,
  paths: z.array(imagePathSchema).min(1).max(50).optional(),
});

export type ImageCheck = z.infer<typeof schema>;

/** What is in an image, and how it starts. */
export const imageCheck = defineCheck({
  schema,
  needs: ({ reference = NEWEST, paths = [] }) => [{ kind: "image", reference, paths: paths.map(({ path }) => path) }],
  judge(check, facts) {
    const { reference = NEWEST, exists = true } = check;
    const image = facts.images.get(reference);
    if (!exists)
      return image === undefined
        ? allOf([])
        : failed(`There is an image ${called(check)}.`, `No image ${called(check)}.`);
    if (image === undefined) {
      if (reference === NEWEST) return waiting("No build has made an image yet.");
      return waiting(`There is no image ${reference}.`);
    }
    // What an earlier try left behind says nothing of this one.
    if (image.isEarlier) return waiting(`The image ${called(check)} is from before this lesson. Make it again.`);
    return allOf(judgeAll(check, image));
  },
});

function* judgeAll(check: ImageCheck, image: ImageFact): Generator<Judgment> {
  yield* judgeConfig(check, image);
  yield* judgePaths(check.paths, image);
  yield* judgeStack(check, image);
}

function called({ reference = "of the newest build" }: ImageCheck): string {
  return reference;
}
