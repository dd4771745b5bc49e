import { z } from "zod";
import {
  countLimitSchema,
  countText,
  expressionSchema,
  isCount,
  isWithin,
  limitText,
  matches,
  sizeLimitSchema,
  sizeText,
} from "./authorValues.ts";
import { expressionText } from "./expressionText.ts";
import type { ImageFact } from "./facts.ts";
import { layersOf, rowPlace } from "./imageRows.ts";
import { failed, type Judgment } from "./judgment.ts";
import { matchesName } from "./matchesName.ts";

/** What a check may say of an image's layers. */
export const stackSchemas = {
  size: sizeLimitSchema.optional().describe("Of its files, as Docker shows it."),
  layers: countLimitSchema.optional(),
  base: z.string().min(1).max(500).optional().describe("The image that it was built on, such as busybox*."),
  deadBytes: sizeLimitSchema.optional().describe("Bytes in a layer that a later one hides."),
  history: expressionSchema.optional().describe("Matches a row of docker history."),
};

const stackCheckSchema = z.object(stackSchemas);
type StackCheck = z.infer<typeof stackCheckSchema>;

export function* judgeStack(check: StackCheck, image: ImageFact): Generator<Judgment> {
  yield* judgeSize(check.size, image);
  yield* judgeLayers(check.layers, image);
  yield* judgeBase(check.base, image);
  yield* judgeDeadBytes(check.deadBytes, image);
  const { history } = check;
  if (history === undefined || image.stack.rows.some(({ createdBy }) => matches(history, createdBy))) return;
  yield failed("No row of the image's history is like that.", `A row of the history like ${expressionText(history)}.`);
}

function* judgeSize(size: StackCheck["size"], { detail, stack }: ImageFact) {
  const bytes = detail.contentSize ?? detail.size;
  if (size === undefined || isWithin(bytes, size)) return;
  const largest = layersOf(stack).toSorted((a, b) => b.layer.contentSize - a.layer.contentSize)[0];
  const most =
    largest === undefined
      ? ""
      : ` Its largest layer is that of ${largest.instruction}, with ${sizeText(largest.layer.contentSize)}.`;
  yield failed(
    `The image has ${sizeText(bytes)}.${most}`,
    `An image with ${limitText(size)}.`,
    rowPlace(stack, largest),
  );
}

function* judgeLayers(layers: StackCheck["layers"], { stack }: ImageFact) {
  const count = layersOf(stack).length;
  if (layers === undefined || isCount(count, layers)) return;
  const saw = `The image has ${count} ${count === 1 ? "layer" : "layers"}.`;
  yield failed(saw, `An image with ${countText(layers, "layer", "layers")}.`);
}

function* judgeBase(base: string | undefined, { stack }: ImageFact) {
  const { baseName, rows } = stack;
  if (base === undefined || (baseName !== undefined && matchesName(base, baseName))) return;
  const saw = baseName === undefined ? "The image has no known base image." : `The image was built on ${baseName}.`;
  const from = rows.find((row) => row.base);
  yield failed(saw, `An image built on ${base}.`, rowPlace(stack, from));
}

function* judgeDeadBytes(deadBytes: StackCheck["deadBytes"], { stack }: ImageFact) {
  if (deadBytes === undefined || isWithin(stack.dead, deadBytes)) return;
  const worst = layersOf(stack).toSorted((a, b) => b.layer.dead - a.layer.dead)[0];
  const isKnown = worst !== undefined && worst.layer.dead > 0;
  const where = isKnown ? ` Most of them are in the layer of ${worst.instruction}.` : "";
  const wanted = `An image with ${limitText(deadBytes)} of dead bytes.`;
  yield failed(`The image has ${sizeText(stack.dead)} of dead bytes.${where}`, wanted, rowPlace(stack, worst));
}
