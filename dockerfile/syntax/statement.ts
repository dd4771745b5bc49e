import type { Range } from "#contract/range.ts";
import { skipSpace, trimSpaceEnd } from "../go/goSpace.ts";
import { extractFlags, type FlagToken } from "./flag.ts";
import type { HeredocMarker } from "./heredocMarker.ts";
import { type JsonArguments, parseJsonArguments } from "./jsonArguments.ts";
import type { LogicalLine } from "./logicalLine.ts";
import type { Mistake } from "./mistake.ts";

/** The words of a statement before its instruction gives them a meaning. Indices are into `line.text`. */
export interface StatementHead {
  readonly line: LogicalLine;
  readonly keyword: { readonly text: string; readonly start: number; readonly end: number };
  readonly flags: readonly FlagToken[];
  /** The arguments after the flags, without the spaces around them. */
  readonly rest: { readonly text: string; readonly start: number; readonly end: number };
  /** Read when asked for: only some instructions have a JSON form. */
  json(): JsonArguments;
}

/** A comment line, from its `#` to its end. */
export interface Comment {
  /** Without `#` and the spaces around it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A heredoc with its body. Offsets are into the document. */
export interface HeredocNode extends HeredocMarker {
  /** As written, tabs and line breaks kept. */
  readonly rawBody: string;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  /** The terminator's line without its line break; empty and at the end if it is missing. */
  readonly terminatorStart: number;
  readonly terminatorEnd: number;
}

/** One instruction of the text with everything that belongs to it. Offsets are into the document. */
export interface Statement {
  readonly kind: "statement";
  readonly start: number;
  readonly end: number;
  /** Without the line break after it. */
  readonly range: Range;
  readonly head: StatementHead;
  readonly heredocs: readonly HeredocNode[];
  /** Comments between its lines. */
  readonly comments: readonly Comment[];
  /** Text of the comment lines right above, as BuildKit attaches them. */
  readonly commentsAbove: readonly string[];
  /** Lines (zero-based) that are empty in the middle of it; BuildKit deprecates them. */
  readonly emptyLines: readonly number[];
  /** Where its first line (after continuation lines) ends: heredoc bodies come after it. */
  readonly lineEnd: number;
  readonly mistakes: readonly Mistake[];
}

const KEYWORD_END = /[\t\v\f\r ]/;

/** Keyword, flags and rest of a logical line from `from` on (BuildKit's `splitCommand`). */
export function readStatementHead(line: LogicalLine, from = 0): StatementHead {
  const { text } = line;
  const start = skipSpace(text, from);
  const end = trimSpaceEnd(text, start);
  let keywordEnd = start;
  while (keywordEnd < end && !KEYWORD_END.test(text.charAt(keywordEnd))) keywordEnd++;
  const { flags, rest } = extractFlags(text, keywordEnd, end);
  const restStart = skipSpace(text, rest, end);
  let json: JsonArguments | undefined;
  return {
    line,
    keyword: { text: text.slice(start, keywordEnd), start, end: keywordEnd },
    flags,
    rest: { text: text.slice(restStart, end), start: restStart, end },
    json: () => {
      json ??= parseJsonArguments(text, restStart, end);
      return json;
    },
  };
}
