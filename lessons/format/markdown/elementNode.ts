import type { Element } from "hast";
import { type LessonNode, lessonTagSchema } from "#contract/lesson.ts";
import { SAME_AS } from "./schema.ts";

type ElementNode = LessonNode & { kind: "element" };

/** An element that needs no more than its tag and a few attributes. */
export function elementNode({ tagName, properties }: Element, children: LessonNode[]): ElementNode {
  const tag = lessonTagSchema.safeParse(SAME_AS[tagName] ?? tagName);
  const node: ElementNode = { kind: "element", tag: tag.success ? tag.data : "div", children };
  if (node.tag === "input") node.checked = properties.checked === true;
  if (node.tag === "ol" && typeof properties.start === "number" && Number.isSafeInteger(properties.start)) {
    node.start = properties.start;
  }
  if (node.tag === "th" || node.tag === "td") {
    const { align } = properties;
    if (align === "left" || align === "center" || align === "right") node.align = align;
  }
  return node;
}
