import { skipSpace } from "../go/goSpace.ts";
import { readStatementHead, type Statement } from "../syntax/statement.ts";

/** The part of a statement before the cursor. */
export interface TypedStatement {
  readonly part: "keyword" | "flag" | "argument";
  /** The instruction's word; under ONBUILD the inner one's. */
  readonly keyword: string;
  /** What is typed of the word at the cursor. */
  readonly word: string;
  /** The complete words before it, flags left out. */
  readonly words: readonly string[];
  /** Names of the flags before it. */
  readonly flags: readonly string[];
  /** Value of `--from`; undefined if it is not given. */
  readonly from: string | undefined;
  readonly onbuild: boolean;
}

/** Reads a statement up to `index` of its logical line. */
export function typedStatement({ head }: Statement, index: number): TypedStatement {
  const outer = head.keyword;
  const isOnbuild = outer.text.toUpperCase() === "ONBUILD" && index > outer.end;
  const start = isOnbuild ? skipSpace(head.line.text, outer.end) : outer.start;
  const text = head.line.text.slice(Math.min(start, index), index);
  const inner = readStatementHead({ ...head.line, text });
  const { keyword } = inner;
  const from = inner.flags.find(({ name }) => name === "from")?.value;
  const base = { keyword: keyword.text, flags: inner.flags.map(({ name }) => name), from, onbuild: isOnbuild };
  if (keyword.end >= text.length) return { ...base, part: "keyword", word: keyword.text, words: [] };
  const word = /\S*$/.exec(text.slice(keyword.end))?.[0] ?? "";
  const words = text
    .slice(inner.rest.start, text.length - word.length)
    .split(/\s+/)
    .filter((each) => each !== "");
  const onlyFlags = words.length === 0;
  const isFlag = onlyFlags && word.startsWith("-");
  if (!isFlag) return { ...base, part: "argument", word, words };
  const flags = base.flags.filter((name) => !word.startsWith(`--${name}`) || word.length > name.length + 2);
  return { ...base, flags: flags.slice(0, text.endsWith(word) ? undefined : -1), part: "flag", word, words };
}
