import { decodeEntities } from "./entities.ts";
import { readAttributes, startTag } from "./htmlTag.ts";
import type { FileBlock } from "./lessonBlock.ts";

const START = startTag("pre", "iy");

/** The first `<pre>` that begins between two offsets of one line, outside of inline code, whatever it is for. */
export function findPre(text: string, from: number, to: number): { block: FileBlock; closed: boolean } | undefined {
  const line = text.slice(from, to);
  for (const { index } of line.matchAll(/<pre(?=[\s>])/gi)) {
    START.lastIndex = from + index;
    const tag = isHidden(line.slice(0, index)) ? null : START.exec(text);
    if (tag !== null) return blockAt(text, tag, line.slice(0, index));
  }
  return undefined;
}

function blockAt(text: string, tag: RegExpExecArray, before: string): { block: FileBlock; closed: boolean } {
  const tagEnd = tag.index + tag[0].length;
  const close = /<\/pre\s{0,20}>/gi;
  close.lastIndex = tagEnd;
  const end = close.exec(text);
  const content = text.slice(tagEnd, end?.index);
  const block: FileBlock = {
    kind: "file",
    start: tag.index,
    end: end === null ? text.length : end.index + end[0].length,
    tagEnd,
    attributes: readAttributes(tag[1] ?? ""),
    content: before.trim() === "" ? withoutIndent(content, before.length) : content,
  };
  return { block, closed: end !== null };
}

/** Without the indent of the list that a block stands in, if all its lines have it. */
function withoutIndent(content: string, indent: number): string {
  const [first = "", ...lines] = content.split("\n");
  const hasIndent = (line: string) => line.trim() === "" || line.startsWith(" ".repeat(indent));
  if (indent === 0 || !lines.every(hasIndent)) return content;
  return [first, ...lines.map((line) => line.slice(indent))].join("\n");
}

/** Whether the line is in inline code or in a comment behind this text. */
function isHidden(before: string): boolean {
  const ticks = before.split("`").length - 1;
  return ticks % 2 === 1 || before.lastIndexOf("<!--") > before.lastIndexOf("-->");
}

export function isFileBlock(attributes: ReadonlyMap<string, string>): boolean {
  const isFile = (attributes.get("class") ?? "").split(/\s+/).includes("file");
  return isFile || attributes.has("data-filename") || attributes.has("data-target");
}

/** The text of a block as it is meant: without what only HTML needs around it. */
export function blockContent({ content }: FileBlock): { text: string; language?: string } {
  const wrapped = /^\s*<code((?:\s[^>]*)?)>([\s\S]*)<\/code\s*>\s*$/i.exec(content);
  const inner = withoutFirstBreak(wrapped?.[2] ?? content);
  const data = /^\s*<!\[CDATA\[\n?([\s\S]*?)\]\]>\s*$/.exec(inner)?.[1];
  const language = /\blanguage-([\w+#.-]{1,40})/.exec(wrapped?.[1] ?? "")?.[1];
  return { text: data ?? decodeEntities(inner), ...(language === undefined ? {} : { language }) };
}

function withoutFirstBreak(text: string): string {
  return text.startsWith("\n") ? text.slice(1) : text;
}
