import type { Nodes as Html } from "hast";
import { raw } from "hast-util-raw";
import { sanitize } from "hast-util-sanitize";
import type { Nodes, Parents, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toHast } from "mdast-util-to-hast";
import { gfm } from "micromark-extension-gfm";
import { MAX_BRACKETS, MAX_CELLS, MAX_MARKERS, MAX_TAGS } from "../limits.ts";
import { linkEmbeddedPages } from "./embeddedPages.ts";
import type { FenceAction } from "./lessonBlock.ts";
import { portLinks } from "./portLinks.ts";
import { SCHEMA } from "./schema.ts";

/** Why a text can't be read. */
export type TextFault = "deep" | "links" | "tags" | "cells";

/** What is known of a text beside its Markdown. */
export interface TreeNotes {
  /** By the line (from 1) on which the fenced block ends. */
  readonly fences: ReadonlyMap<number, FenceAction>;
  /** Puts addresses in. */
  place(text: string): string;
  /** Called with each piece of HTML and its offset. */
  onHtml(html: string, offset: number): void;
}

/**
 * Markdown and the HTML in it as a tree of the elements that a lesson may have. Codes and images have their offsets in
 * the text as `dataAt`; a fenced block with an action behind it has `dataAction`.
 */
export function markdownTree(markdown: string, notes: TreeNotes): Html | TextFault {
  const fault = tooMuch(markdown);
  if (fault !== undefined) return fault;
  try {
    const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
    prepare(tree, notes);
    const html = raw(toHast(tree, { allowDangerousHtml: true }));
    linkEmbeddedPages(html);
    return sanitize(html, SCHEMA);
  } catch (error) {
    // The libraries recurse: what nests deeper than the stack is refused as a whole.
    if (error instanceof RangeError) return "deep";
    throw error;
  }
}

function tooMuch(text: string): TextFault | undefined {
  if (count(text, "[") > MAX_BRACKETS) return "links";
  if (count(text, "<") > MAX_TAGS) return "tags";
  for (const line of text.split("\n")) {
    if (count(line, "|") > MAX_CELLS) return "cells";
    const opened = /^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t]))+/.exec(line)?.[0] ?? "";
    if (opened.replace(/[ \t\d]/g, "").length > MAX_MARKERS) return "deep";
  }
  return undefined;
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) found++;
  return found;
}

/** Notes offsets and actions, puts addresses in, and makes links of bare ones. */
function prepare(tree: Root, notes: TreeNotes): void {
  const waiting: Parents[] = [tree];
  for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
    for (const node of parent.children) {
      prepareNode(node, notes);
      if ("children" in node) waiting.push(node);
    }
    if (parent.type !== "link") portLinks(parent);
  }
}

function prepareNode(node: Nodes, { fences, place, onHtml }: TreeNotes): void {
  if (node.type === "html") onHtml(node.value, node.position?.start.offset ?? 0);
  if ("value" in node) node.value = place(node.value);
  if ("url" in node) node.url = place(node.url);
  const { start, end } = node.position ?? {};
  if (start?.offset === undefined || end?.offset === undefined) return;
  const dataAt = `${start.offset}-${end.offset}`;
  if (node.type === "inlineCode") {
    // Commands on several lines stay so.
    node.data = { ...node.data, hProperties: { dataAt }, hChildren: [{ type: "text", value: node.value }] };
  } else if (node.type === "code") {
    const dataAction = fences.get(end.line)?.words;
    const dataInfo = [node.lang ?? "", node.meta ?? ""].join("\n");
    node.data = {
      ...node.data,
      hProperties: { dataAt, dataInfo, ...(dataAction === undefined ? {} : { dataAction }) },
    };
  } else if (node.type === "link" || node.type === "image") {
    node.data = { ...node.data, hProperties: { dataAt } };
  }
}
