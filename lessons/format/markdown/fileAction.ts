import type { LessonAction, LessonNode } from "#contract/lesson.ts";
import { nearestOption } from "#dockerfile/syntax/suggestion.ts";
import { pathMessage, workspacePath } from "../workspacePath.ts";
import { blockContent } from "./fileBlock.ts";
import { languageOf } from "./language.ts";
import type { FileBlock } from "./lessonBlock.ts";
import type { TextContext } from "./textContext.ts";

const TARGETS = ["replace", "append", "prepend", "insert"] as const;
type Target = (typeof TARGETS)[number];

/** A block for a file or the clipboard: a button, or the code alone if it can't be one. */
export function fileBlockNode(block: FileBlock, context: TextContext): LessonNode {
  const { text, language } = blockContent(block);
  const filename = block.attributes.get("data-filename");
  const shown = language ?? (filename === undefined ? undefined : languageOf(filename));
  const action = blockAction(block, text, context);
  const common = { text: text.replace(/\n$/, ""), ...(shown === undefined ? {} : { language: shown }) };
  return action === undefined ? { kind: "code", ...common } : { kind: "action", action, inline: false, ...common };
}

function blockAction(block: FileBlock, text: string, context: TextContext): LessonAction | undefined {
  const refuse = (message: string): undefined =>
    context.findings.error(context.source.file, context.source.rangeOf(block.start, block.tagEnd), message);
  const target = block.attributes.get("data-target")?.trim().toLowerCase() ?? "replace";
  if (text.trim() === "")
    return refuse("This block has no text. Write what goes into the file between <pre> and </pre>.");
  if (target === "clipboard") return { kind: "copy", text };
  const known = TARGETS.find((name) => name === target);
  if (known === undefined) return refuse(unknownTarget(target));
  const filename = block.attributes.get("data-filename")?.trim() ?? "";
  if (filename === "") return refuse('This block names no file. Add data-filename, or use data-target="clipboard".');
  const place = workspacePath(filename, context.roots);
  if (!place.ok) return refuse(pathMessage(filename, place.fault));
  if (place.path === "") return refuse(`${filename} is a folder. Name a file.`);
  return withMarker(known, place.path, text, block, refuse);
}

function withMarker(
  target: Target,
  path: string,
  text: string,
  block: FileBlock,
  refuse: (message: string) => undefined,
): LessonAction | undefined {
  if (target !== "insert") return { kind: "file", path, target, text: text.endsWith("\n") ? text : `${text}\n` };
  const marker = block.attributes.get("data-marker") ?? "";
  if (marker === "") return refuse("This block has no data-marker. Name the text that it takes the place of.");
  return { kind: "file", path, target, text: text.replace(/\n$/, ""), marker };
}

function unknownTarget(target: string): string {
  const near = nearestOption(target, [...TARGETS, "clipboard"]);
  const instead = near === undefined ? "Use replace, append, prepend, insert, or clipboard." : `Did you mean ${near}?`;
  return `Unknown data-target ${target.slice(0, 40)}. ${instead}`;
}
