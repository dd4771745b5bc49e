import { expandWord } from "../../expansion/expandWord.ts";
import type { Instruction, Word } from "../../instructions/instruction.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { expandedPieces } from "../../stages/expandedWords.ts";
import type { Statement } from "../../syntax/statement.ts";
import { literalQuotesOf } from "./literalQuotes.ts";

/** Where a variable's name stands, without `$` and braces. Offsets are into the document. */
export interface NamePlace {
  readonly start: number;
  readonly end: number;
}

/** The places in what the builder itself expands. */
export function placesInPieces(dockerfile: Dockerfile, instruction: Instruction, name: string): readonly NamePlace[] {
  const { lines } = dockerfile.syntax;
  return expandedPieces(instruction).flatMap((piece) => {
    if (piece.kind === "word") return placesInWord(dockerfile, piece.word, name);
    const { start, end } = piece.heredoc.range;
    return search(dockerfile, lines.offsetAt(start), lines.offsetAt(end), name);
  });
}

function placesInWord(dockerfile: Dockerfile, { raw, range }: Word, name: string): readonly NamePlace[] {
  if (!raw.includes("$")) return [];
  const { lines, text } = dockerfile.syntax;
  const from = lines.offsetAt(range.start);
  const to = lines.offsetAt(range.end);
  // A word with continuations in it is not in the text verbatim.
  if (text.slice(from, to) !== raw) return search(dockerfile, from, to, name);
  const { uses } = expandWord(raw, () => "", { escape: dockerfile.escape });
  return uses.flatMap((use) => {
    const start = from + use.start + (raw[use.start + 1] === "{" ? 2 : 1);
    return use.name === name ? [{ start, end: start + name.length }] : [];
  });
}

/** The places in a statement whose variables a shell replaces; comments and a RUN's single quotes are left out. */
export function placesInText(dockerfile: Dockerfile, statement: Statement, name: string): readonly NamePlace[] {
  const places = search(dockerfile, statement.start, statement.end, name);
  if (places.length === 0) return places;
  const skipped = [...statement.comments, ...literalQuotesOf(dockerfile, statement)];
  return places.filter(({ start }) => !skipped.some((part) => part.start < start && start < part.end));
}

const IDENTIFIER = /^[A-Za-z_]\w*$/;

function search({ syntax: { text } }: Dockerfile, from: number, to: number, name: string): readonly NamePlace[] {
  if (!IDENTIFIER.test(name)) return [];
  const pattern = new RegExp(`(\\\\*)\\$(\\{[#!]?)?(${name})(?!\\w)`, "g");
  return [...text.slice(from, to).matchAll(pattern)].flatMap((match) => {
    const [whole, backslashes = ""] = match;
    const end = from + match.index + whole.length;
    return backslashes.length % 2 === 1 ? [] : [{ start: end - name.length, end }];
  });
}
