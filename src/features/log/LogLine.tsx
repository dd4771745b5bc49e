import { clsx } from "clsx";
import type { CSSProperties } from "react";
import type { AnsiColor, AnsiSpan, AnsiStyle } from "./ansi.ts";
import styles from "./LogLine.module.css";

/** A line of output in the colors the program asked for, made readable in both themes. */
export function LogLine({ spans }: { spans: readonly AnsiSpan[] }) {
  return (
    <div className={styles.line}>
      {spans.map((span, index) =>
        isPlain(span.style) ? (
          span.text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: spans of a line have no other name and never move
          <span key={index} className={classesOf(span.style)} style={colorsOf(span.style)}>
            {span.text}
          </span>
        ),
      )}
    </div>
  );
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
