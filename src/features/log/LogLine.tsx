import { clsx } from "clsx";
import type { CSSProperties } from "react";
import type { AnsiColor, AnsiSpan, AnsiStyle } from "./ansi.ts";
import styles from "./LogLine.module.css";
import { type LinePiece, piecesOf, rowsOfPieces } from "./linePieces.ts";

/** A line of output in the colors the program asked for, made readable in both themes. */
interface LogLineProps {
  spans: readonly AnsiSpan[];
  /** What is looked for; "" if nothing is. */
  query: string;
  /** True for the match that is looked at. */
  current: boolean;
  /** Where its rows but the first begin. */
  breaks: readonly number[];
}

export function LogLine({ spans, query, current, breaks }: LogLineProps) {
  const pieces = piecesOf(spans, query);
  return (
    <div className={clsx(styles.line, breaks.length > 0 && styles.wrapped, current && styles.current)}>
      {breaks.length === 0 ? (
        <Pieces pieces={pieces} />
      ) : (
        rowsOfPieces(pieces, breaks).map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a line have no other name
          <span key={index} className={styles.row}>
            <Pieces pieces={row} />
          </span>
        ))
      )}
    </div>
  );
}

function Pieces({ pieces }: { pieces: readonly LinePiece[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a line have no other name and never move
  return pieces.map((piece, index) => <Piece key={index} piece={piece} />);
}

function Piece({ piece: { text, style, found } }: { piece: LinePiece }) {
  const content = found ? <mark>{text}</mark> : text;
  if (isPlain(style)) return content;
  return (
    <span className={classesOf(style)} style={colorsOf(style)}>
      {content}
    </span>
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
