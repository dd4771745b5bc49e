import type { LessonNode } from "#contract/lesson.ts";

const BLOCKS = new Set([
  ..."p h1 h2 h3 h4 h5 h6 ul ol li blockquote hr pre table thead tbody tr th td details summary div".split(" "),
]);

export function isBlock(node: LessonNode): boolean {
  if (node.kind === "element") return BLOCKS.has(node.tag);
  return node.kind === "code" || node.kind === "question" || (node.kind === "action" && !node.inline);
}

/** Without the space that only separates blocks in HTML. */
export function withoutBreaks(nodes: readonly LessonNode[]): LessonNode[] {
  const joined = joinTexts(nodes);
  const standsAlone = (node: LessonNode | undefined) => node === undefined || isBlock(node);
  return joined.filter((node, index) => {
    if (node.kind !== "text" || node.text.trim() !== "") return true;
    return !(standsAlone(joined[index - 1]) || standsAlone(joined[index + 1]));
  });
}

function joinTexts(nodes: readonly LessonNode[]): LessonNode[] {
  const joined: LessonNode[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.kind !== "text" || last?.kind !== "text") joined.push(node);
    else joined[joined.length - 1] = { kind: "text", text: last.text + node.text };
  }
  return joined;
}

/** A paragraph has no blocks inside: those that a text puts there stand between its parts. */
export function splitParagraph(paragraph: LessonNode & { kind: "element" }): LessonNode[] {
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
