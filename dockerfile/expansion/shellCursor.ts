const SPECIAL_PARAMETERS = "@*#?-$!0";
const LETTER = /[\p{L}\p{Nd}_]/u;
const DIGIT = /\p{Nd}/u;

/** A place in a word that moves forward. */
export class ShellCursor {
  readonly source: string;
  at = 0;

  constructor(source: string) {
    this.source = source;
  }

  get isAtEnd(): boolean {
    return this.at >= this.source.length;
  }

  /** The code unit here; "" at the end. */
  peek(): string {
    return this.source.charAt(this.at);
  }

  /** Reads a whole character, which may be two code units. */
  readCharacter(): string {
    const character = this.#peekCharacter();
    this.at += character.length;
    return character;
  }

  /** Letters, digits and `_`; or digits only; or one special parameter such as `$@`. */
  readName(): string {
    const start = this.at;
    const first = this.#peekCharacter();
    if (first !== "" && !DIGIT.test(first) && SPECIAL_PARAMETERS.includes(first)) return this.readCharacter();
    const pattern = DIGIT.test(first) ? DIGIT : LETTER;
    for (let next = first; next !== "" && pattern.test(next); next = this.#peekCharacter()) this.at += next.length;
    return this.source.slice(start, this.at);
  }

  #peekCharacter(): string {
    const code = this.source.codePointAt(this.at);
    return code === undefined ? "" : String.fromCodePoint(code);
  }
}
