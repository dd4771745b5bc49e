import { LexError } from "./lexError.ts";
import { ShellCursor } from "./shellCursor.ts";
import { applySubstitution, replacePattern } from "./substitution.ts";
import { MAX_VALUE_LENGTH, valueTooLong } from "./valueLimit.ts";
import { type LexedWord, WordCollector } from "./wordCollector.ts";

/** A variable's value; undefined if it is not set. */
export type Lookup = (name: string) => string | undefined;

export interface LexOptions {
  readonly escape: string;
  /** Quotes stay in the result. */
  readonly rawQuotes?: boolean;
  /** Escape characters stay in the result. */
  readonly rawEscapes?: boolean;
  /** Quotes are characters like others, as in a heredoc. */
  readonly ignoreQuotes?: boolean;
  /** `$name` stays if the variable is not set. */
  readonly keepUnset?: boolean;
  /** The result is parted into words; without it there are none. */
  readonly words?: boolean;
}

/** A variable's place in the source: the whole of `$x` or `${x…}`. */
export interface VariableUse {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly set: boolean;
}

export interface LexResult {
  readonly value: string;
  readonly words: readonly LexedWord[];
  readonly uses: readonly VariableUse[];
  readonly error?: { readonly message: string };
}

/** BuildKit's `shell.Lex`: quotes, escapes and variables of a word. Never throws; an error leaves value and words empty. */
export function lexShell(source: string, lookup: Lookup, options: LexOptions): LexResult {
  const lexer = new ShellLexer(source, lookup, options);
  try {
    const words = options.words ? new WordCollector() : undefined;
    const value = lexer.readUntil(undefined, options.rawEscapes ?? false, words);
    return { value, words: words?.finish() ?? [], uses: lexer.uses };
  } catch (error) {
    if (!(error instanceof LexError)) throw error;
    return { value: "", words: [], uses: lexer.uses, error: { message: error.message } };
  }
}

/** Deepest nesting of `${x:-${y:-…}}`: a limit against stack overflow that no written Dockerfile meets. */
const MAX_DEPTH = 500;

class ShellLexer {
  readonly uses: VariableUse[] = [];
  readonly #cursor: ShellCursor;
  readonly #lookup: Lookup;
  readonly #options: LexOptions;
  #depth = 0;
  /** Of all values that variables brought in. */
  #length = 0;

  constructor(source: string, lookup: Lookup, options: LexOptions) {
    this.#cursor = new ShellCursor(source);
    this.#lookup = lookup;
    this.#options = options;
  }

  /** Reads to the end, or past `stop` if one is given. */
  readUntil(stop: string | undefined, rawEscapes: boolean, words?: WordCollector): string {
    if (++this.#depth > MAX_DEPTH) throw new LexError("syntax error: nested too deeply");
    const value: string[] = [];
    while (!this.#cursor.isAtEnd) {
      if (stop !== undefined && this.#cursor.peek() === stop) {
        this.#cursor.at++;
        this.#depth--;
        return value.join("");
      }
      this.#readPiece(stop, rawEscapes, value, words);
    }
    if (stop !== undefined) throw new LexError(`unexpected end of statement while looking for matching ${stop}`);
    this.#depth--;
    return value.join("");
  }

  #isSpecial(character: string): boolean {
    if (character === "$" || character === "<" || character === this.#options.escape) return true;
    return !this.#options.ignoreQuotes && (character === "'" || character === '"');
  }

  #readPiece(stop: string | undefined, rawEscapes: boolean, value: string[], words: WordCollector | undefined): void {
    const start = this.#cursor.at;
    const character = this.#cursor.peek();
    if (character === this.#options.escape) {
      this.#cursor.at++;
      if (rawEscapes) {
        value.push(character);
        words?.addWhole(character, start, this.#cursor.at);
      }
      if (this.#cursor.isAtEnd) return;
      const escaped = this.#cursor.readCharacter();
      value.push(escaped);
      words?.addWhole(escaped, start, this.#cursor.at);
    } else if (character === "$") {
      const text = this.#readDollar();
      value.push(text);
      words?.addSplitting(text, start, this.#cursor.at);
    } else if (character === "<") {
      const text = this.#readPossibleHeredoc();
      value.push(text);
      words?.addWhole(text, start, this.#cursor.at);
    } else if (this.#isSpecial(character)) {
      const text = character === "'" ? this.#readSingleQuoted() : this.#readDoubleQuoted(rawEscapes);
      value.push(text);
      words?.addWhole(text, start, this.#cursor.at);
    } else {
      while (!this.#cursor.isAtEnd && this.#cursor.peek() !== stop && !this.#isSpecial(this.#cursor.peek()))
        this.#cursor.at++;
      const text = this.#cursor.source.slice(start, this.#cursor.at);
      value.push(text);
      words?.addSplitting(text, start, this.#cursor.at);
    }
  }

  /** The blanks after `<<` belong to its word, so that `<< EOF` is one. */
  #readPossibleHeredoc(): string {
    const start = this.#cursor.at++;
    if (this.#cursor.peek() !== "<") return "<";
    this.#cursor.at++;
    while (this.#cursor.peek() === " " || this.#cursor.peek() === "\t" || this.#cursor.peek() === "\r")
      this.#cursor.at++;
    return this.#cursor.source.slice(start, this.#cursor.at);
  }

  #readSingleQuoted(): string {
    const start = this.#cursor.at;
    const close = this.#cursor.source.indexOf("'", start + 1);
    if (close === -1) {
      this.#cursor.at = this.#cursor.source.length;
      throw new LexError("unexpected end of statement while looking for matching single-quote");
    }
    this.#cursor.at = close + 1;
    return this.#options.rawQuotes
      ? this.#cursor.source.slice(start, close + 1)
      : this.#cursor.source.slice(start + 1, close);
  }

  #readDoubleQuoted(rawEscapes: boolean): string {
    const quote = this.#options.rawQuotes ? '"' : "";
    const parts = [quote];
    this.#cursor.at++;
    for (;;) {
      if (this.#cursor.isAtEnd) {
        throw new LexError("unexpected end of statement while looking for matching double-quote");
      }
      const character = this.#cursor.peek();
      if (character === '"') {
        this.#cursor.at++;
        parts.push(quote);
        return parts.join("");
      }
      if (character === "$") parts.push(this.#readDollar());
      else if (character === this.#options.escape) this.#readQuotedEscape(rawEscapes, parts);
      else parts.push(this.#cursor.readCharacter());
    }
  }

  /** Inside double quotes only `"`, `$` and the escape character itself can be escaped. */
  #readQuotedEscape(rawEscapes: boolean, parts: string[]): void {
    const escapeCharacter = this.#options.escape;
    this.#cursor.at++;
    if (rawEscapes) parts.push(escapeCharacter);
    if (this.#cursor.isAtEnd) return;
    const next = this.#cursor.peek();
    if (next === '"' || next === "$" || next === escapeCharacter) parts.push(this.#cursor.readCharacter());
    else parts.push(escapeCharacter);
  }

  #readDollar(): string {
    const start = this.#cursor.at;
    this.#cursor.at++;
    if (this.#cursor.peek() === "{") return this.#readBraced(start);
    const name = this.#cursor.readName();
    if (name === "") return "$";
    const value = this.#valueOf(name, start);
    return value ?? (this.#options.keepUnset ? `$${name}` : "");
  }

  #valueOf(name: string, start: number): string | undefined {
    const value = this.#lookup(name);
    this.#length += value?.length ?? 0;
    if (this.#length > MAX_VALUE_LENGTH) throw valueTooLong();
    this.uses.push({ name, start, end: this.#cursor.at, set: value !== undefined });
    return value;
  }

  #readBraced(start: number): string {
    this.#cursor.at++;
    const first = this.#cursor.peek();
    if (first === "") throw new LexError("syntax error: missing '}'");
    if (first === "{" || first === "}" || first === ":") throw new LexError("syntax error: bad substitution");
    const name = this.#cursor.readName();
    const operator = this.#cursor.isAtEnd ? "\uFFFD" : this.#cursor.readCharacter();
    if (operator === "}") {
      const value = this.#valueOf(name, start);
      return value ?? (this.#options.keepUnset ? `\${${name}}` : "");
    }
    if (operator === "/") return this.#readReplacement(name, start);
    return this.#readModified(name, operator, start);
  }

  #readModified(name: string, first: string, start: number): string {
    const nullIsUnset = first === ":";
    const operator = nullIsUnset ? (this.#cursor.isAtEnd ? "\uFFFD" : this.#cursor.readCharacter()) : first;
    const modifier = nullIsUnset ? first + operator : first;
    if (!nullIsUnset && !"+-?#%".includes(operator)) {
      throw new LexError(`unsupported modifier (${modifier}) in substitution`);
    }
    const isPattern = operator === "#" || operator === "%";
    const word = this.#readPart("}", isPattern, "syntax error: missing '}'");
    const value = this.#valueOf(name, start);
    if (value === undefined && this.#options.keepUnset) return `\${${name}${modifier}${word}}`;
    return applySubstitution({ name, operator, modifier, nullIsUnset, word }, value);
  }

  #readReplacement(name: string, start: number): string {
    const all = this.#cursor.peek() === "/";
    if (all) this.#cursor.at++;
    const pattern = this.#readPart("/", true, "syntax error: missing '/' in ${}");
    const replacement = this.#readPart("}", true, "syntax error: missing '}'");
    const value = this.#valueOf(name, start);
    if (value === undefined && this.#options.keepUnset) return `\${${name}/${pattern}/${replacement}}`;
    return replacePattern(pattern, replacement, value ?? "", all);
  }

  /** At the end of the source, whatever went wrong is told as the part that is missing. */
  #readPart(stop: string, rawEscapes: boolean, missing: string): string {
    try {
      return this.readUntil(stop, rawEscapes);
    } catch (error) {
      if (error instanceof LexError && this.#cursor.isAtEnd) throw new LexError(missing);
      throw error;
    }
  }
}
