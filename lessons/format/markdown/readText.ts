import type { LessonNode } from "#contract/lesson.ts";
import { SECOND_HOST } from "../gaps.ts";
import { FILE_START } from "../lessonText.ts";
import { lessonNodes } from "./lessonNodes.ts";
import { markdownTree, type TextFault } from "./markdownTree.ts";
import { withPlaces } from "./places.ts";
import { reportRemoved } from "./removedHtml.ts";
import { scanText } from "./scanText.ts";
import type { TextContext } from "./textContext.ts";

const FAULTS: Readonly<Record<TextFault, string>> = {
  deep: "This text nests too deeply. Use fewer lists, quotes, and tags inside each other.",
  links: "This text has too many brackets. Split it.",
  tags: "This text has too many tags. Split it.",
  cells: "A table in this text is too wide. Split it.",
};

/** Reads a text of a lesson: Markdown with HTML, actions, blocks for files, and quizzes. */
export function readText(context: TextContext): LessonNode[] {
  const { source, findings } = context;
  const scanned = scanText(source, findings);
  const place = (text: string): string =>
    withPlaces(text, (host) => {
      if (host > 1) findings.gap(SECOND_HOST);
    });
  const tree = markdownTree(scanned.markdown, {
    fences: scanned.fences,
    place,
    onHtml: (html, offset) => reportRemoved(html, offset, context),
  });
  if (typeof tree === "string") {
    findings.error(source.file, FILE_START, FAULTS[tree]);
    return [];
  }
  return lessonNodes(tree, { ...context, blocks: scanned.blocks, place });
}
