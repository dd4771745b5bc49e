import type { LessonNode } from "#contract/lesson.ts";

const BLOCKS = new Set([
  ..."p h1 h2 h3 h4 h5 h6 ul ol li blockquote hr pre table thead tbody tr th td details summary div".split(" "),
]);

export function isBlock(node: LessonNode): boolean {
  if (node.kind === "element") return BLOCKS.has(node.tag);
  return node.kind === "code" || node.kind === "question" || (node.kind === "action" && !node.inline);
}

/** Without the line breaks that only separate blocks in HTML. */
export function withoutBreaks(nodes: readonly LessonNode[]): LessonNode[] {
  const standsAlone = (node: LessonNode | undefined) => node === undefined || isBlock(node);
  return nodes.filter((node, index) => {
    if (node.kind !== "text" || node.text.trim() !== "" || !node.text.includes("\n")) return true;
    return !(standsAlone(nodes[index - 1]) || standsAlone(nodes[index + 1]));
  });
}

/** A paragraph has no blocks inside: those that a text puts there stand between its parts. */
export function splitParagraph(paragraph: LessonNode & { kind: "element" }): LessonNode[] {
  if (!paragraph.children.some(isBlock)) return [paragraph];
  const made: LessonNode[] = [];
  let line: LessonNode[] = [];
  const endLine = (): void => {
    const isEmpty = line.every((node) => node.kind === "text" && node.text.trim() === "");
    if (!isEmpty) made.push({ ...paragraph, children: line });
    line = [];
  };
  for (const child of paragraph.children) {
    if (!isBlock(child)) {
      line.push(child);
      continue;
    }
    endLine();
    made.push(child);
  }
  endLine();
  return made;
}
