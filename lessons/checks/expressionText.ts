/**
 * A regular expression as an example of what it matches, for people who don't read expressions: `^docker (image )?ls`
 * is `docker ls`. What may be left out is left out, of several choices the first is taken, and `…` stands for any text.
 */
export function expressionText(expression: string): string {
  const reader = new ExpressionReader(expression);
  const text = reader.choices().replaceAll(/…+/g, "…").trim();
  // A `)` too many, or nothing but what may be left out.
  return reader.isAtEnd && text !== "" ? text : expression;
}

const ANY = "…";
const CONTROLS: Readonly<Record<string, string>> = { n: " ", t: " ", r: "", s: " ", b: "", B: "" };
// cspell:ignore Puxck
const ANY_CLASSES = "dDwWSpPuxck";

class ExpressionReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** The first of the choices; the others are read past. */
  choices(): string {
    const first = this.#sequence();
    while (this.#takes("|")) this.#sequence();
    return first;
  }

  #sequence(): string {
    let text = "";
    while (!this.isAtEnd && !"|)".includes(this.#next())) text += this.#repeated();
    return text;
  }

  /** An atom with its quantifier. */
  #repeated(): string {
    const atom = this.#atom();
    const [quantifier = ""] = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += quantifier.length;
    const isOptional = /^(?:[*?]|\{0)/.test(quantifier);
    return isOptional && atom !== ANY ? "" : atom;
  }

  #atom(): string {
    const character = this.#take();
    if (character === "\\") return this.#escaped();
    if (character === "[") return this.#set();
    if (character === "(") return this.#group();
    if (character === ".") return ANY;
    return "^$".includes(character) ? "" : character;
  }

  #escaped(): string {
    const character = this.#take();
    return CONTROLS[character] ?? (ANY_CLASSES.includes(character) ? ANY : character);
  }

  #set(): string {
    const [set = ""] = /^\^?\]?(?:\\.|[^\]\\])*\]/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += set.length;
    return set.startsWith("^") ? ANY : (/^[\w ./:=-]/.exec(set)?.[0] ?? ANY);
  }

  #group(): string {
    const [special = ""] = /^\?(?::|<?[=!]|<\w+>)/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += special.length;
    const inside = this.choices();
    this.#takes(")");
    return /[=!]$/.test(special) ? "" : inside;
  }

  #next(): string {
    return this.#text.charAt(this.#at);
  }

  #take(): string {
    return this.#text.charAt(this.#at++);
  }

  #takes(character: string): boolean {
    if (this.#next() !== character) return false;
    this.#at += 1;
    return true;
  }
}
