import { expandGoTemplate } from "./goTemplate.ts";
import { LexError } from "./lexError.ts";
import { findMatch, matchPrefix, type PatternToken, parseShellPattern } from "./shellPattern.ts";
import { MAX_VALUE_LENGTH, valueTooLong } from "./valueLimit.ts";

/** `${name-word}` and its kin. `nullIsUnset` is the colon's doing; `modifier` is as BuildKit prints it in an error. */
export interface Substitution {
  readonly name: string;
  readonly operator: string;
  readonly modifier: string;
  readonly nullIsUnset: boolean;
  readonly word: string;
}

export function applySubstitution(substitution: Substitution, value: string | undefined): string {
  const { name, operator, modifier, nullIsUnset, word } = substitution;
  const missing = value === undefined || (nullIsUnset && value === "");
  switch (operator) {
    case "-":
      return missing ? word : value;
    case "+":
      return missing ? "" : word;
    case "?": {
      if (!missing) return value;
      const reason = value === undefined ? "is not allowed to be unset" : "is not allowed to be empty";
      throw new LexError(`${name}: ${word === "" ? reason : word}`);
    }
    case "#":
    case "%":
      if (nullIsUnset) throw unsupported(modifier);
      return trimPattern(operator, word, value ?? "");
    default:
      throw unsupported(modifier);
  }
}

function unsupported(modifier: string): LexError {
  return new LexError(`unsupported modifier (${modifier}) in substitution`);
}

function patternOf(pattern: string): readonly PatternToken[] {
  const parsed = parseShellPattern(pattern);
  if (!parsed.ok) throw new LexError(`invalid pattern (${pattern}) in substitution: ${parsed.message}`);
  return parsed.tokens;
}

/** `#` and `##` take a prefix away, `%` and `%%` a suffix; the doubled ones the longest. */
function trimPattern(operator: "#" | "%", word: string, value: string): string {
  const longest = word.startsWith(operator);
  const tokens = patternOf(longest ? word.slice(1) : word);
  const characters = [...value];
  if (operator === "#") {
    const length = matchPrefix(tokens, characters, longest);
    return length === undefined ? value : characters.slice(length).join("");
  }
  const length = matchPrefix(tokens.toReversed(), characters.toReversed(), longest);
  return length === undefined ? value : characters.slice(0, characters.length - length).join("");
}

/** `${x/pattern/replacement}`, and with `all` `${x//pattern/replacement}`. */
export function replacePattern(pattern: string, replacement: string, value: string, all: boolean): string {
  const tokens = patternOf(pattern);
  const characters = [...value];
  const parts: string[] = [];
  let from = 0;
  let added = 0;
  for (let at = 0; at <= characters.length; ) {
    const match = findMatch(tokens, characters, at);
    if (match === undefined) break;
    const matched = characters.slice(match.start, match.end).join("");
    const put = all ? expandGoTemplate(replacement, matched) : replacement;
    added += put.length;
    if (added > MAX_VALUE_LENGTH + value.length) throw valueTooLong();
    parts.push(characters.slice(from, match.start).join(""), put);
    from = match.end;
    at = match.end > match.start ? match.end : match.end + 1;
    if (!all) break;
  }
  parts.push(characters.slice(from).join(""));
  return parts.join("");
}
