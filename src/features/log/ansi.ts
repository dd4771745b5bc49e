import { visibleText } from "../../lib/visibleText.ts";

/** A color as the program asked for it: one of the sixteen by number, any other as a CSS color. */
export type AnsiColor = number | string;

export interface AnsiStyle {
  readonly color?: AnsiColor;
  readonly background?: AnsiColor;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strike?: boolean;
  readonly inverse?: boolean;
}

export interface AnsiSpan {
  readonly text: string;
  readonly style: AnsiStyle;
}

export const plainStyle: AnsiStyle = {};

/** SGR sequences are captured; every other escape sequence and control character is dropped. */
const TOKENS = new RegExp(
  [
    "\\x1b\\[([0-9;:]*)m",
    "\\x1b\\[[0-?]*[ -/]*[@-~]", // other CSI
    "\\x1b[\\]PX^_][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\|$)", // OSC, DCS, SOS, PM, APC
    "\\x1b[ -/]*[0-~]?", // two-character escapes, and a truncated one
    "[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f]",
  ].join("|"),
  "g",
);

/** One line as styled spans, and the style the next line starts with. ECMA-48, SGR. */
export function parseAnsi(line: string, start: AnsiStyle = plainStyle): { spans: AnsiSpan[]; end: AnsiStyle } {
  const spans: AnsiSpan[] = [];
  let style = start;
  let at = 0;
  const take = (raw: string) => {
    if (raw === "") return;
    const text = visibleText(raw);
    const last = spans.at(-1);
    if (last && last.style === style) spans[spans.length - 1] = { text: last.text + text, style };
    else spans.push({ text, style });
  };
  for (const match of line.matchAll(TOKENS)) {
    take(line.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[1] !== undefined) style = applySgr(style, match[1]);
  }
  take(line.slice(at));
  return { spans, end: style };
}

/** The line as text only. */
export function stripAnsi(line: string): string {
  return line.replace(TOKENS, "");
}

/** What `parseAnsi` shows of a line. */
export function shownText(line: string): string {
  return visibleText(stripAnsi(line));
}

function applySgr(start: AnsiStyle, parameters: string): AnsiStyle {
  const codes = parameters.split(/[;:]/).map((part) => (part === "" ? 0 : Number(part)));
  let style = start;
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) {
      const { color, used } = extendedColor(codes.slice(at + 1));
      at += used;
      if (color !== undefined) style = code === 38 ? { ...style, color } : { ...style, background: color };
    } else {
      style = applyCode(style, code);
    }
  }
  return style;
}

function applyCode(style: AnsiStyle, code: number): AnsiStyle {
  if (code === 0) return plainStyle;
  if (code >= 30 && code <= 37) return { ...style, color: code - 30 };
  if (code >= 90 && code <= 97) return { ...style, color: code - 90 + 8 };
  if (code >= 40 && code <= 47) return { ...style, background: code - 40 };
  if (code >= 100 && code <= 107) return { ...style, background: code - 100 + 8 };
  const change = switches[code];
  if (!change) return style;
  const next: Record<string, unknown> = { ...style, ...change };
  for (const [key, value] of Object.entries(next)) if (value === undefined) delete next[key];
  return next;
}

/** `undefined` removes a property. */
const switches: Record<number, Record<string, true | undefined>> = {
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  9: { strike: true },
  22: { bold: undefined, dim: undefined },
  23: { italic: undefined },
  24: { underline: undefined },
  27: { inverse: undefined },
  29: { strike: undefined },
  39: { color: undefined },
  49: { background: undefined },
};

/** `5;n` from the 256, or `2;r;g;b`; `used` counts the codes consumed. */
function extendedColor(codes: readonly number[]): { color?: AnsiColor; used: number } {
  const [kind, first = 0, second = 0, third = 0] = codes;
  if (kind === 2) return { color: `rgb(${byte(first)} ${byte(second)} ${byte(third)})`, used: 4 };
  if (kind === 5) return { color: paletteColor(byte(first)), used: 2 };
  return { used: codes.length };
}

function paletteColor(index: number): AnsiColor {
  if (index < 16) return index;
  if (index >= 232) {
    const gray = 8 + (index - 232) * 10;
    return `rgb(${gray} ${gray} ${gray})`;
  }
  const cube = index - 16;
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  return `rgb(${level(Math.floor(cube / 36))} ${level(Math.floor(cube / 6) % 6)} ${level(cube % 6)})`;
}

function byte(value: number): number {
  return Math.min(255, Math.max(0, Math.trunc(value) || 0));
}
