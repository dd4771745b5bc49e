import { clsx } from "clsx";
import type { CSSProperties } from "react";
import type { AnsiColor, AnsiSpan, AnsiStyle } from "./ansi.ts";
import styles from "./LogLine.module.css";
import { splitByQuery } from "./logMatches.ts";

/** A line of output in the colors the program asked for, made readable in both themes. */
interface LogLineProps {
  spans: readonly AnsiSpan[];
  /** What is looked for; "" if nothing is. */
  query: string;
  /** True for the match that is looked at. */
  current: boolean;
}

export function LogLine({ spans, query, current }: LogLineProps) {
  return (
    <div className={clsx(styles.line, current && styles.current)}>
      {spans.map((span, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans of a line have no other name and never move
        <Span key={index} span={span} query={query} />
      ))}
    </div>
  );
}

function Span({ span: { text, style }, query }: { span: AnsiSpan; query: string }) {
  const found = <Found text={text} query={query} />;
  if (isPlain(style)) return found;
  return (
    <span className={classesOf(style)} style={colorsOf(style)}>
      {found}
    </span>
  );
}

function Found({ text, query }: { text: string; query: string }) {
  if (query === "") return text;
  // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other name
  return splitByQuery(text, query).map((piece, index) => (index % 2 === 1 ? <mark key={index}>{piece}</mark> : piece));
}

function isPlain(style: AnsiStyle): boolean {
  return Object.keys(style).length === 0;
}

function classesOf(style: AnsiStyle): string {
  const hasBackground = style.background !== undefined || style.inverse;
  return clsx(
    style.color !== undefined && !hasBackground && styles.colored,
    hasBackground && styles.ground,
    style.bold && styles.bold,
    style.dim && styles.dim,
    style.italic && styles.italic,
    style.underline && styles.underline,
    style.strike && styles.strike,
  );
}

function colorsOf(style: AnsiStyle): CSSProperties {
  const ground = style.inverse ? (style.color ?? 7) : style.background;
  return {
    ...(style.color === undefined ? {} : { "--ansi": cssColor(style.color) }),
    ...(ground === undefined ? {} : { "--ansi-ground": cssColor(ground) }),
  } as CSSProperties;
}

function cssColor(color: AnsiColor): string {
  return typeof color === "string" ? color : (palette[color] ?? "currentColor");
}

/** The usual sixteen; the style sheet adjusts their lightness for contrast. */
const palette = [
  "#6b6b6b",
  "#c4372b",
  "#2f8f4e",
  "#a8780a",
  "#2c6fd1",
  "#a23fb0",
  "#1b8a99",
  "#7d7d7d",
  "#7a7a7a",
  "#e0493c",
  "#37a55c",
  "#c28d12",
  "#4287f5",
  "#c050d0",
  "#25a5b6",
  "#8d8d8d",
];
