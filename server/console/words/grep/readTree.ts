/** One character of a line, or a place in it. */
export type Test =
  | { readonly kind: "character"; readonly character: string }
  | { readonly kind: "any" }
  | { readonly kind: "class"; readonly isNegated: boolean; readonly ranges: readonly (readonly [string, string])[] }
  | { readonly kind: "start" }
  | { readonly kind: "end" };

export type PatternNode =
  | { readonly kind: "test"; readonly test: Test }
  | { readonly kind: "sequence"; readonly nodes: readonly PatternNode[] }
  | { readonly kind: "either"; readonly nodes: readonly PatternNode[] }
  | { readonly kind: "repeat"; readonly node: PatternNode; readonly min: number; readonly max: number | undefined };

const MOST_REPEATS = 255;
const MOST_DEPTH = 50;

export interface PatternFault {
  readonly fault: string;
}

/** Reads a regular expression, extended or basic: `(` or `\(` opens a group. */
export function readTree(source: string, isExtended: boolean): PatternNode | PatternFault {
  return new PatternReader(source, isExtended).read();
}

class PatternReader {
  readonly #source: readonly string[];
  readonly #isExtended: boolean;
  #at = 0;
  #depth = 0;

  constructor(source: string, isExtended: boolean) {
    this.#source = [...source];
    this.#isExtended = isExtended;
  }

  read(): PatternNode | PatternFault {
    const node = this.#either();
    if ("fault" in node) return node;
    return this.#at < this.#source.length ? { fault: "Unmatched ) or \\)" } : node;
  }

  /** Whether an operator comes next: `|` if extended, else `\|`. */
  #isNext(operator: string): boolean {
    if (this.#isExtended) return this.#source[this.#at] === operator;
    return this.#source[this.#at] === "\\" && this.#source[this.#at + 1] === operator;
  }

  #take(operator: string): boolean {
    if (!this.#isNext(operator)) return false;
    this.#at += this.#isExtended ? 1 : 2;
    return true;
  }

  #either(): PatternNode | PatternFault {
    const nodes: PatternNode[] = [];
    do {
      const node = this.#sequence();
      if ("fault" in node) return node;
      nodes.push(node);
    } while (this.#take("|"));
    return { kind: "either", nodes };
  }

  #sequence(): PatternNode | PatternFault {
    const nodes: PatternNode[] = [];
    while (this.#at < this.#source.length && !this.#isNext("|") && !(this.#depth > 0 && this.#isNext(")"))) {
      const node = this.#atom(nodes.length === 0);
      if ("fault" in node) return node;
      const repeated = this.#repeats(node);
      if ("fault" in repeated) return repeated;
      nodes.push(repeated);
    }
    return { kind: "sequence", nodes };
  }

  #atom(isFirst: boolean): PatternNode | PatternFault {
    if (this.#take("(")) return this.#group();
    const character = this.#source[this.#at] ?? "";
    this.#at += 1;
    if (character === "\\") {
      const escaped = this.#source[this.#at];
      if (escaped === undefined) return { fault: "Trailing backslash" };
      this.#at += 1;
      return literal(escaped);
    }
    if (character === ".") return { kind: "test", test: { kind: "any" } };
    if (character === "[") return this.#class();
    if (character === "^" && (isFirst || this.#isExtended)) return { kind: "test", test: { kind: "start" } };
    if (character === "$" && (this.#isExtended || this.#isAtEnd())) return { kind: "test", test: { kind: "end" } };
    return literal(character);
  }

  #isAtEnd(): boolean {
    return this.#at >= this.#source.length || this.#isNext("|") || this.#isNext(")");
  }

  #group(): PatternNode | PatternFault {
    this.#depth += 1;
    if (this.#depth > MOST_DEPTH) return { fault: "Regular expression too big" };
    const node = this.#either();
    this.#depth -= 1;
    if ("fault" in node) return node;
    return this.#take(")") ? node : { fault: "Unmatched ( or \\(" };
  }

  #class(): PatternNode | PatternFault {
    const isNegated = this.#source[this.#at] === "^";
    if (isNegated) this.#at += 1;
    const first = this.#at;
    const ranges: [string, string][] = [];
    for (;;) {
      const character = this.#source[this.#at];
      if (character === undefined) return { fault: "Unmatched [, [^, [:, [., or [=" };
      if (character === "]" && this.#at > first) break;
      const named = this.#namedClass();
      if (named !== undefined) {
        ranges.push(...named);
        continue;
      }
      const to = this.#source[this.#at + 1] === "-" ? this.#source[this.#at + 2] : undefined;
      const isRange = to !== undefined && to !== "]";
      ranges.push([character, isRange ? to : character]);
      this.#at += isRange ? 3 : 1;
    }
    this.#at += 1;
    return { kind: "test", test: { kind: "class", isNegated, ranges } };
  }

  /** `[:digit:]` */
  #namedClass(): [string, string][] | undefined {
    const match = /^\[:([a-z]+):\]/.exec(this.#source.slice(this.#at, this.#at + 12).join(""));
    const found = match === null ? undefined : CLASSES[match[1] ?? ""];
    if (match === null || found === undefined) return undefined;
    this.#at += match[0].length;
    return [...found];
  }

  #repeats(atom: PatternNode): PatternNode | PatternFault {
    let node = atom;
    for (;;) {
      const counts = this.#counts();
      if (counts === undefined) return node;
      if ("fault" in counts) return counts;
      node = { kind: "repeat", node, ...counts };
    }
  }

  #counts(): { readonly min: number; readonly max: number | undefined } | PatternFault | undefined {
    if (this.#source[this.#at] === "*") {
      this.#at += 1;
      return { min: 0, max: undefined };
    }
    if (this.#take("+")) return { min: 1, max: undefined };
    if (this.#take("?")) return { min: 0, max: 1 };
    if (!this.#take("{")) return undefined;
    const close = this.#isExtended ? "\\}" : "\\\\\\}";
    const match = new RegExp(`^(\\d{1,3})(,(\\d{0,3}))?${close}`).exec(
      this.#source.slice(this.#at, this.#at + 12).join(""),
    );
    if (match === null) return { fault: "Invalid content of \\{\\}" };
    this.#at += match[0].length;
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === "" ? undefined : Number(match[3]);
    return Math.max(min, max ?? 0) > MOST_REPEATS ? { fault: "Regular expression too big" } : { min, max };
  }
}

const CLASSES: Readonly<Record<string, readonly [string, string][]>> = {
  alpha: [
    ["a", "z"],
    ["A", "Z"],
  ],
  digit: [["0", "9"]],
  alnum: [
    ["a", "z"],
    ["A", "Z"],
    ["0", "9"],
  ],
  upper: [["A", "Z"]],
  lower: [["a", "z"]],
  space: [
    [" ", " "],
    ["\t", "\r"],
  ],
  blank: [
    [" ", " "],
    ["\t", "\t"],
  ],
  punct: [
    ["!", "/"],
    [":", "@"],
    ["[", "`"],
    ["{", "~"],
  ],
  xdigit: [
    ["0", "9"],
    ["a", "f"],
    ["A", "F"],
  ],
};

function literal(character: string): PatternNode {
  return { kind: "test", test: { kind: "character", character } };
}
