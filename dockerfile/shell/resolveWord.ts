/** What a word becomes without running anything. */
interface Resolved {
  readonly text: string;
  readonly constant: boolean;
}

const PLAIN = /^[\w@%+=:,./-]*$/;
const NAME = /^[A-Za-z_]\w*|^[0-9@*#?$!-]/;
/** Patterns, and `<(…)`. */
const UNSETTLED = /[*?[\]{}~<>]/;

/** Takes quotes and backslashes away as a shell does; `$name` becomes `${name}`, `$(command)` becomes nothing. */
export function resolveWord(raw: string): Resolved {
  if (PLAIN.test(raw)) return { text: raw, constant: true };
  const reader = new WordReader(raw);
  reader.read();
  return { text: reader.parts.join(""), constant: reader.constant };
}

class WordReader {
  readonly #raw: string;
  readonly parts: string[] = [];
  constant = true;
  #at = 0;

  constructor(raw: string) {
    this.#raw = raw;
  }

  read(): void {
    while (this.#at < this.#raw.length) this.#readUnquoted();
  }

  #readUnquoted(): void {
    const character = this.#raw.charAt(this.#at);
    if (character === "'") this.#readSingle(this.#at + 1);
    else if (character === '"') this.#readDouble();
    else if (character === "$" && this.#raw[this.#at + 1] === "'") this.#readSingle(this.#at + 2);
    else if (character === "\\") this.#readEscape();
    else if (character === "$" || character === "`") this.#readExpansion();
    else {
      if (UNSETTLED.test(character)) this.constant = false;
      this.parts.push(character);
      this.#at++;
    }
  }

  #readSingle(from: number): void {
    const close = this.#raw.indexOf("'", from);
    const end = close === -1 ? this.#raw.length : close;
    this.parts.push(this.#raw.slice(from, end));
    this.#at = end + 1;
  }

  #readEscape(): void {
    const next = this.#raw.charAt(this.#at + 1);
    if (next !== "\n") this.parts.push(next);
    this.#at += 2;
  }

  #readDouble(): void {
    this.#at++;
    while (this.#at < this.#raw.length && this.#raw[this.#at] !== '"') {
      const character = this.#raw.charAt(this.#at);
      // Within double quotes a backslash only escapes these.
      if (character === "\\" && /[$`"\\\n]/.test(this.#raw.charAt(this.#at + 1))) this.#readEscape();
      else if (character === "$" || character === "`") this.#readExpansion();
      else {
        this.parts.push(character);
        this.#at++;
      }
    }
    this.#at++;
  }

  #readExpansion(): void {
    const rest = this.#raw.slice(this.#at + 1);
    const name = NAME.exec(rest)?.[0];
    this.constant = false;
    if (this.#raw[this.#at] === "`") this.#at = closingIndex(this.#raw, this.#at + 1, "`");
    else if (rest.startsWith("(")) this.#at = closingIndex(this.#raw, this.#at + 2, ")", "(");
    else if (rest.startsWith("{")) {
      const end = closingIndex(this.#raw, this.#at + 2, "}", "{");
      this.parts.push(this.#raw.slice(this.#at, end));
      this.#at = end;
    } else if (name === undefined) {
      this.parts.push("$");
      this.#at++;
    } else {
      this.parts.push(`\${${name}}`);
      this.#at += 1 + name.length;
    }
  }
}

/** The index after the bracket or quote that closes what is open at `from`; the end where nothing does. */
function closingIndex(text: string, from: number, close: string, open = ""): number {
  let depth = 1;
  let quote = "";
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\") at++;
    else if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === close && --depth === 0) return at + 1;
    else if (character === open) depth++;
    else if (character === "'" || character === '"') quote = character;
  }
  return text.length;
}
