import type { ShellWord, WordPart } from "./syntax.ts";

/** A part of a word as it stands, or one character that braces may be made of. */
interface Atom {
  readonly part: WordPart;
  /** `{`, `}`, `,`, or "". */
  readonly mark: string;
}

/** `{a,b}` and `{1..3}` as bash expands them, before all else. Undefined if it becomes more than `most` words. */
export function expandBraces(word: ShellWord, most: number): ShellWord[] | undefined {
  const found = expand(atomsOf(word), most);
  return found?.map((atoms) => atoms.map(({ part }) => part));
}

/** Splits unquoted text at the characters that matter. */
function atomsOf(word: ShellWord): Atom[] {
  return word.flatMap((part): Atom[] => {
    if (part.kind !== "text" || part.quoted) return [{ part, mark: "" }];
    return part.text.split(/([{},])/).flatMap((text): Atom[] => {
      if (text === "") return [];
      return [{ part: { kind: "text", text, quoted: false }, mark: /^[{},]$/.test(text) ? text : "" }];
    });
  });
}

function expand(atoms: readonly Atom[], most: number): Atom[][] | undefined {
  const braces = firstBraces(atoms);
  if (braces === undefined) return [[...atoms]];
  const { start, end, choices } = braces;
  const tails = expand(atoms.slice(end + 1), most);
  if (tails === undefined) return undefined;
  const found: Atom[][] = [];
  for (const choice of choices) {
    for (const middle of expand(choice, most) ?? []) {
      for (const tail of tails) found.push([...atoms.slice(0, start), ...middle, ...tail]);
      if (found.length > most) return undefined;
    }
  }
  return found;
}

/** The first braces with a comma or a range in them. */
function firstBraces(atoms: readonly Atom[]) {
  for (const [start, { mark }] of atoms.entries()) {
    if (mark !== "{") continue;
    const choices = choicesAt(atoms, start);
    if (choices !== undefined) return { start, ...choices };
  }
  return undefined;
}

function choicesAt(atoms: readonly Atom[], start: number) {
  let depth = 0;
  const choices: Atom[][] = [[]];
  for (let at = start; at < atoms.length; at++) {
    const atom = atoms[at];
    if (atom === undefined) break;
    if (atom.mark === "{") depth += 1;
    if (atom.mark === "}") depth -= 1;
    if (depth === 0) return chosen(choices, at);
    if (atom.mark === "," && depth === 1) choices.push([]);
    else if (at > start) choices.at(-1)?.push(atom);
  }
  return undefined;
}

function chosen(choices: readonly Atom[][], end: number) {
  if (choices.length > 1) return { choices, end };
  const range = rangeOf(
    choices[0]?.map(({ part }) => (part.kind === "text" && !part.quoted ? part.text : "\0")).join("") ?? "",
  );
  return range === undefined ? undefined : { choices: range, end };
}

const MOST_IN_RANGE = 1000;

/** `1..3`, `a..c` */
function rangeOf(text: string): Atom[][] | undefined {
  const match = /^(?:(\d{1,6})\.\.(\d{1,6})|([A-Za-z])\.\.([A-Za-z]))$/.exec(text);
  if (match === null) return undefined;
  const [, low, high, first = "", last = ""] = match;
  const isNumber = low !== undefined;
  const [from, to] = isNumber ? [Number(low), Number(high)] : [first.charCodeAt(0), last.charCodeAt(0)];
  const size = Math.min(Math.abs(to - from) + 1, MOST_IN_RANGE + 1);
  return Array.from({ length: size }, (_, index) => {
    const value = from + (to < from ? -index : index);
    const written = isNumber ? `${value}` : String.fromCharCode(value);
    return [{ part: { kind: "text", text: written, quoted: false }, mark: "" }];
  });
}
