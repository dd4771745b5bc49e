import type { LessonNode, LessonTag } from "#contract/lesson.ts";

/** The heading of a step is an `h3`: those in its text are below it. */
const FIRST = 4;

const levelOf = (tag: LessonTag): number | undefined => (/^h[1-6]$/.test(tag) ? Number(tag[1]) : undefined);

/** The highest level of heading in a text. */
export function topHeading(nodes: readonly LessonNode[]): number {
  const levels = nodes.flatMap((node) =>
    node.kind === "element" ? [levelOf(node.tag) ?? topHeading(node.children)] : [],
  );
  return Math.min(7, ...levels);
}

/** The tag in the page of a tag of the text, whose highest heading is of level `top`. */
export function headingTag(tag: LessonTag, top: number): LessonTag {
  const level = levelOf(tag);
  if (level === undefined) return tag;
  return HEADINGS[Math.min(6, FIRST + level - top) - FIRST] ?? "h6";
}

const HEADINGS = ["h4", "h5", "h6"] as const;
