import type { LessonAction } from "#contract/lesson.ts";
import type { Range } from "#contract/range.ts";
import { findCommandGaps } from "../commandGaps.ts";
import { KEYS, SECOND_HOST, SECOND_TERMINAL } from "../gaps.ts";
import { pathMessage, workspacePath } from "../workspacePath.ts";
import { readActionWords } from "./actionWords.ts";
import type { TextContext } from "./textContext.ts";

/** What a code with `{{words}}` behind it does; undefined if it is only shown. */
export function codeAction(words: string, code: string, range: Range, context: TextContext): LessonAction | undefined {
  const { source, findings } = context;
  const read = readActionWords(words);
  if (read.kind === "plain") return undefined;
  if (read.kind === "unknown") return findings.error(source.file, range, read.message);
  if (code.trim() === "") {
    return findings.error(
      source.file,
      range,
      "This action has no text. Write the command, text, or file in front of it.",
    );
  }
  if (read.kind === "copy") return { kind: "copy", text: code };
  if (read.kind === "open") return openAction(code, range, context);
  if (read.host > 1) findings.gap(SECOND_HOST);
  if (read.terminal > 1) findings.gap(SECOND_TERMINAL);
  for (const word of read.unknown) {
    findings.warning(
      source.file,
      range,
      `Unknown word ${word.slice(0, 40)} in {{${words.trim().slice(0, 80)}}}. It is ignored.`,
    );
  }
  findCommandGaps(code, findings);
  if (read.keys) return keysAction(code, context);
  return { kind: "execute", command: code, interrupt: read.interrupt };
}

function openAction(code: string, range: Range, { source, findings, roots }: TextContext): LessonAction | undefined {
  const place = workspacePath(code, roots);
  if (!place.ok) return findings.error(source.file, range, pathMessage(code.trim(), place.fault));
  if (place.path === "") return findings.error(source.file, range, `${code.trim()} is a folder. Name a file to open.`);
  return { kind: "open", path: place.path };
}

/** Ctrl-C can be pressed by a button. Other keys can't. */
function keysAction(code: string, { findings }: TextContext): LessonAction | undefined {
  if (/^\^c$/i.test(code.trim())) return { kind: "execute", command: "", interrupt: true };
  findings.gap(KEYS);
  return undefined;
}
