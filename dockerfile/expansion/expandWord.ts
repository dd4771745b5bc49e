import { goQuote } from "../go/goFormat.ts";
import { type LexResult, type Lookup, lexShell, type VariableUse } from "./shellLexer.ts";

export interface ExpandOptions {
  readonly escape: "\\" | "`";
}

export interface Expansion {
  /** "" if there is an error. */
  readonly value: string;
  /** Names of the variables looked at, set or not, each once. */
  readonly used: readonly string[];
  /** Where they stand in the raw word. */
  readonly uses: readonly VariableUse[];
  readonly error?: { readonly message: string };
}

function expansionOf(raw: string, result: LexResult): Expansion {
  const used = [...new Set(result.uses.map((use) => use.name))];
  const { value, uses, error } = result;
  if (error === undefined) return { value, used, uses };
  return { value, used, uses, error: { message: `failed to process ${goQuote(raw)}: ${error.message}` } };
}

const SPECIAL = /[$'"\\`]/;
const NOTHING: readonly never[] = [];

/** A word with its variables replaced and its quotes and escapes taken away (BuildKit's `ProcessWord`). */
export function expandWord(raw: string, lookup: Lookup, options: ExpandOptions): Expansion {
  // Most words have nothing to replace.
  if (!SPECIAL.test(raw)) return { value: raw, used: NOTHING, uses: NOTHING };
  return expansionOf(raw, lexShell(raw, lookup, options));
}

/** As `expandWord`, parted at spaces that are not quoted, those that variables brought in too (`ProcessWords`, for EXPOSE). */
export function expandWords(
  raw: string,
  lookup: Lookup,
  options: ExpandOptions,
): Expansion & { readonly values: readonly string[] } {
  const result = lexShell(raw, lookup, { ...options, words: true });
  return { ...expansionOf(raw, result), values: result.words.map((word) => word.text) };
}

/** A heredoc's body for COPY and ADD: quotes stay, `\` escapes whatever the escape directive says. */
export function expandHeredoc(body: string, lookup: Lookup): Expansion {
  return expansionOf(body, lexShell(body, lookup, { escape: "\\", ignoreQuotes: true }));
}
