import type { Comment, Element, ElementContent, Nodes, RootContent } from "hast";
import type { LessonNode } from "#contract/lesson.ts";
import { FILE_START } from "../lessonText.ts";
import { MAX_DEPTH, MAX_NODES } from "../limits.ts";
import { actionWordsOf, codeBlockNode, inlineCodeNode } from "./codeNode.ts";
import { elementNode } from "./elementNode.ts";
import { fileBlockNode } from "./fileAction.ts";
import { imageNode } from "./imageNode.ts";
import { type LessonBlock, markedBlock } from "./lessonBlock.ts";
import { linkNodes } from "./linkNode.ts";
import { splitParagraph, withoutBreaks } from "./paragraphs.ts";
import { questionNode } from "./question.ts";
import type { TextContext } from "./textContext.ts";

type Child = RootContent | ElementContent;

/** What a text's tree is turned into nodes with. */
export interface NodeContext extends TextContext {
  readonly blocks: readonly LessonBlock[];
  /** Puts addresses in. */
  place(text: string): string;
}

/** A sanitized tree as the data that the page draws. */
export function lessonNodes(tree: Nodes, context: NodeContext): LessonNode[] {
  const placed = new Set<number>();
  let left = MAX_NODES;

  const one = (node: Child, before: Child | undefined, after: Child | undefined, depth: number): LessonNode[] => {
    if (node.type === "comment") return blockNodes(node, placed, context);
    if (node.type === "text") {
      const text = node.value.slice(actionWordsOf(before, node)?.length ?? 0);
      return text === "" ? [] : [{ kind: "text", text: text.replace(/[ \t]{2,}/g, " ") }];
    }
    if (node.type !== "element") return [];
    if (node.tagName === "code") return [inlineCodeNode(node, actionWordsOf(node, after), context)];
    if (node.tagName === "pre") return [codeBlockNode(node, context)];
    if (node.tagName === "img") return imageNode(node, context);
    return withChildren(node, all(node.children, depth + 1), context);
  };

  const all = (nodes: readonly Child[], depth: number): LessonNode[] => {
    if (depth > MAX_DEPTH) return [];
    const made: LessonNode[] = [];
    for (const [index, node] of nodes.entries()) {
      if (--left < 0) break;
      made.push(...one(node, nodes[index - 1], nodes[index + 1], depth));
    }
    return withoutBreaks(made);
  };

  const made = all("children" in tree ? tree.children : [], 0);
  if (left < 0) context.findings.error(context.source.file, FILE_START, "This text is too long. Split it into steps.");
  return made;
}

/** The block whose place a comment keeps. Each has one place. */
function blockNodes({ value }: Comment, placed: Set<number>, context: NodeContext): LessonNode[] {
  const index = markedBlock(value);
  const block = index === undefined ? undefined : context.blocks[index];
  if (index === undefined || block === undefined || placed.has(index)) return [];
  placed.add(index);
  if (block.kind === "file") return [fileBlockNode({ ...block, content: context.place(block.content) }, context)];
  const question = questionNode(block, context);
  return question === undefined ? [] : [question];
}

function withChildren(node: Element, children: LessonNode[], context: NodeContext): LessonNode[] {
  if (node.tagName === "a") return linkNodes(node, children, context);
  const made = elementNode(node, children);
  return made.tag === "p" ? splitParagraph(made) : [made];
}
