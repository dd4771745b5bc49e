import { endsWord, readHeredocText, readWord } from "./readWord.ts";
import { isStop, type ShellWord, type SyntaxStop } from "./syntax.ts";

export type Token =
  | { readonly kind: "word"; readonly word: ShellWord }
  /** `;`, `&&`, `|`, and so on; a newline is `\n`. */
  | { readonly kind: "operator"; readonly operator: string }
  /** A redirection's operator with the number before it: `2>`. */
  | { readonly kind: "redirect"; readonly operator: string; readonly of: "1" | "2" | "&" | undefined }
  | { readonly kind: "heredoc"; readonly text: ShellWord };

/** The longest first. */
const OPERATORS = ["&&", "||", "|&", ";;", ";", "|", "&", "(", ")", "\n"];
const REDIRECT = /([12]?)(>>|>&|>\||>|<<<|<<-|<<|<&|<>|<)|(&)(>>|>)/y;
/** A line that ends in a backslash goes on, outside of quotes too. */
const BLANK = /(?:[ \t\r]|\\\n)+/y;

interface Heredoc {
  readonly delimiter: string;
  readonly isQuoted: boolean;
  /** `<<-`: leading tabs are removed. */
  readonly stripsTabs: boolean;
  /** Where its token goes. */
  readonly index: number;
}

/** Reads a text into tokens. */
export function tokenize(text: string): readonly Token[] | SyntaxStop {
  return new Tokenizer(text).read();
}

class Tokenizer {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  /** Their bodies follow the line. */
  #heredocs: Heredoc[] = [];
  #at = 0;
  /** The text ends in the middle of a line. */
  #continues = false;

  constructor(text: string) {
    this.#text = text;
  }

  read(): readonly Token[] | SyntaxStop {
    for (;;) {
      this.#skipBlanks();
      if (this.#at >= this.#text.length) break;
      const stop = this.#readToken();
      if (stop !== undefined) return stop;
    }
    return this.#heredocs.length > 0 || this.#continues ? { stop: "incomplete" } : this.#tokens;
  }

  #skipBlanks(): void {
    const blanks = this.#match(BLANK)?.[0] ?? "";
    this.#continues = blanks.endsWith("\\\n");
    if (this.#text.charAt(this.#at) !== "#") return;
    const end = this.#text.indexOf("\n", this.#at);
    this.#at = end === -1 ? this.#text.length : end;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#at = pattern.lastIndex;
    return found;
  }

  #readToken(): SyntaxStop | undefined {
    if (/^[<>]\(/.test(this.#text.slice(this.#at, this.#at + 2))) {
      return { stop: "missing", construct: "process-substitution" };
    }
    const redirect = this.#match(REDIRECT);
    if (redirect !== undefined) return this.#readRedirect(redirect);
    const operator = OPERATORS.find((candidate) => this.#text.startsWith(candidate, this.#at));
    if (operator === undefined) {
      const word = this.#readWord();
      if (isStop(word)) return word;
      this.#tokens.push({ kind: "word", word });
      return undefined;
    }
    this.#at += operator.length;
    this.#tokens.push({ kind: "operator", operator });
    return operator === "\n" ? this.#readHeredocs() : undefined;
  }

  #readWord(): ShellWord | SyntaxStop {
    const read = readWord(this.#text, this.#at);
    if (isStop(read)) return read;
    this.#at = read.end;
    return read.word;
  }

  #readRedirect([, number = "", operator = "", both = "", bothOperator = ""]: RegExpExecArray): SyntaxStop | undefined {
    if (operator === "<<" || operator === "<<-") return this.#readDelimiter(operator === "<<-");
    const of = both === "&" ? "&" : number === "1" || number === "2" ? number : undefined;
    this.#tokens.push({ kind: "redirect", operator: operator === "" ? bothOperator : operator, of });
    return undefined;
  }

  #readDelimiter(stripsTabs: boolean): SyntaxStop | undefined {
    this.#skipBlanks();
    const first = this.#text.charAt(this.#at);
    if (first === "") return { stop: "unexpected", token: "newline" };
    if (endsWord(first)) return { stop: "unexpected", token: first === "\n" ? "newline" : first };
    const word = this.#readWord();
    if (isStop(word)) return word;
    const delimiter = word.map((part) => (part.kind === "text" ? part.text : `$${part.name}`)).join("");
    const isQuoted = word.length === 0 || word.some(({ quoted }) => quoted);
    this.#heredocs.push({ delimiter, isQuoted, stripsTabs, index: this.#tokens.length });
    this.#tokens.push({ kind: "heredoc", text: [] });
    return undefined;
  }

  #readHeredocs(): SyntaxStop | undefined {
    for (const heredoc of this.#heredocs) {
      const text = this.#readBody(heredoc);
      if (isStop(text)) return text;
      this.#tokens[heredoc.index] = { kind: "heredoc", text };
    }
    this.#heredocs = [];
    return undefined;
  }

  #readBody({ delimiter, isQuoted, stripsTabs }: Heredoc): ShellWord | SyntaxStop {
    const lines: string[] = [];
    for (;;) {
      if (this.#at >= this.#text.length) return { stop: "incomplete" };
      const end = this.#text.indexOf("\n", this.#at);
      const raw = this.#text.slice(this.#at, end === -1 ? this.#text.length : end);
      this.#at = end === -1 ? this.#text.length : end + 1;
      const line = stripsTabs ? raw.replace(/^\t+/, "") : raw;
      if (line === delimiter) break;
      lines.push(`${line}\n`);
    }
    const body = lines.join("");
    return isQuoted ? [{ kind: "text", text: body, quoted: true }] : readHeredocText(body);
  }
}
