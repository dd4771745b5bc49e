/** An open fenced block. */
export interface Fence {
  readonly mark: string;
  readonly length: number;
  /** Whether an action stands behind the start, where it is none. */
  readonly action: boolean;
}

/** The end of a fenced block; offsets are in its line. */
export interface FenceEnd {
  readonly action?: { readonly words: string; readonly start: number; readonly end: number };
  /** What stands behind the action. */
  readonly rest: string;
}

/** A fence may stand in quotes and lists. */
const OPEN = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:(`{3,})[^`]*|(~{3,}).*)$/;
const CLOSE = /^([ \t>]*(`{3,}|~{3,})[ \t]*)(?:\{\{([^{}]*)\}\}(.*))?$/;

export function openFence(line: string): Fence | undefined {
  const found = OPEN.exec(line);
  const marks = found?.[1] ?? found?.[2];
  return marks === undefined
    ? undefined
    : {
        mark: marks.charAt(0),
        length: marks.length,
        action: /\{\{(?:exec|execute|copy|open)\b[^{}]*\}\}/.test(line),
      };
}

export function closesFence(line: string, { mark, length }: Fence): FenceEnd | undefined {
  const [, before = "", marks = "", words, rest = ""] = CLOSE.exec(line) ?? [];
  if (!marks.startsWith(mark) || marks.length < length) return undefined;
  if (words === undefined) return { rest: "" };
  const start = before.length;
  return { action: { words, start, end: start + words.length + "{{}}".length }, rest: rest.trim() };
}
