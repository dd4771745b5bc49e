import type { Element, ElementContent, RootContent } from "hast";
import type { LessonNode } from "#contract/lesson.ts";
import { codeAction } from "./codeAction.ts";
import { textIn } from "./hastText.ts";
import { readInfo } from "./language.ts";
import { placeOf } from "./placeOf.ts";
import type { TextContext } from "./textContext.ts";

type Child = RootContent | ElementContent;

/** `{{words}}` at the start of the text behind a code. */
export function actionWordsOf(code: Child | undefined, text: Child | undefined): string | undefined {
  if (code?.type !== "element" || code.tagName !== "code" || text?.type !== "text") return undefined;
  return /^\{\{[^{}\n]{0,200}\}\}/.exec(text.value)?.[0];
}

/** `code`, with the action that the words behind it name. */
export function inlineCodeNode(code: Element, words: string | undefined, context: TextContext): LessonNode {
  const text = textIn(code);
  const plain: LessonNode = { kind: "element", tag: "code", children: [{ kind: "text", text }] };
  if (words === undefined) return plain;
  const place = placeOf(code, context);
  const range = context.source.rangeOf(place.start, place.exact ? place.end + words.length : place.end);
  const action = codeAction(words.slice(2, -2), text.trim(), range, context);
  return action === undefined ? plain : { kind: "action", action, inline: true, text };
}

/** A block of code, fenced or as `<pre>`, with the action behind its fence. */
export function codeBlockNode(pre: Element, context: TextContext): LessonNode {
  const only = pre.children.find((child) => child.type === "element" && child.tagName === "code");
  const code = only?.type === "element" && pre.children.every((child) => child === only || isSpace(child)) ? only : pre;
  const text = textIn(code).replace(/^\n/, "").replace(/\n$/, "");
  const { dataAction, dataInfo, className } = code.properties;
  const [lang = "", meta = ""] = typeof dataInfo === "string" ? dataInfo.split("\n") : [languageClass(className)];
  const shown = { text, ...readInfo(lang, meta) };
  if (typeof dataAction !== "string") return { kind: "code", ...shown };
  const place = placeOf(code, context);
  const action = codeAction(dataAction, text, context.source.rangeOf(place.start, place.end), context);
  return action === undefined ? { kind: "code", ...shown } : { kind: "action", action, inline: false, ...shown };
}

function isSpace(node: ElementContent): boolean {
  return node.type === "text" && node.value.trim() === "";
}

function languageClass(className: unknown): string {
  const name: unknown = Array.isArray(className) ? className[0] : undefined;
  return typeof name === "string" ? name.replace(/^language-/, "") : "";
}
