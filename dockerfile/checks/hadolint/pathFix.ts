import type { Fix } from "#contract/diagnostic.ts";
import type { Word } from "../../instructions/instruction.ts";
import { replaceFix } from "../context/check.ts";
import type { RuleContext } from "./rule.ts";

/** Writes another path for one of COPY's: in the JSON form it is a string there as before. */
export function pathFix(
  { dockerfile: { syntax } }: RuleContext,
  title: string,
  { raw, range }: Word,
  newRaw: string,
): Fix {
  const { lines, text } = syntax;
  const isJson = text[lines.offsetAt(range.start)] === '"' && !raw.startsWith('"');
  return replaceFix(title, range, isJson ? JSON.stringify(newRaw) : newRaw);
}
