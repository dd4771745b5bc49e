import { type PatternFault, type PatternNode, readTree, type Test } from "./readTree.ts";

/** A state of the automaton: a test and where it leads, or two ways to go on. */
type State =
  | { readonly kind: "test"; readonly test: Test; next: number }
  | { readonly kind: "split"; next: number; other: number }
  | { readonly kind: "found" };

export interface LinePattern {
  matches(line: string): boolean;
}

/** Larger automata are refused: `(a{99}){99}`. */
const MOST_STATES = 500;
/** Of a longer line, the start is searched. */
const MOST_CHARACTERS = 16 * 1024;

/**
 * A regular expression as grep reads it. It is run as an automaton that follows all ways at once, so no pattern takes more
 * than its length times the line's.
 */
export function readPattern(
  source: string,
  { isExtended, ignoresCase }: { readonly isExtended: boolean; readonly ignoresCase: boolean },
): LinePattern | PatternFault {
  const read = readTree(source, isExtended);
  if ("fault" in read) return read;
  const states: State[] = [{ kind: "found" }];
  const start = compile(read, states, 0);
  if (start === undefined) return { fault: "Regular expression too big" };
  return { matches: (line) => runs(states, start, line.slice(0, MOST_CHARACTERS), ignoresCase) };
}

const LAST = -1;

/** Adds the states of a node that go on to `next`; returns the first of them. Undefined if there are too many. */
function compile(node: PatternNode, states: State[], next: number): number | undefined {
  if (states.length > MOST_STATES) return undefined;
  switch (node.kind) {
    case "test":
      return states.push({ kind: "test", test: node.test, next }) - 1;
    case "sequence":
      return node.nodes.reduceRight<number | undefined>(
        (after, each) => (after === undefined ? undefined : compile(each, states, after)),
        next,
      );
    case "either":
      return compileEither(node.nodes, states, next);
    case "repeat":
      return compileRepeat(node, states, next);
  }
}

function compileEither(nodes: readonly PatternNode[], states: State[], next: number): number | undefined {
  let first: number | undefined;
  for (const node of nodes) {
    const way = compile(node, states, next);
    if (way === undefined) return undefined;
    first = first === undefined ? way : states.push({ kind: "split", next: way, other: first }) - 1;
  }
  return first;
}

function compileRepeat(
  { node, min, max }: Extract<PatternNode, { kind: "repeat" }>,
  states: State[],
  next: number,
): number | undefined {
  let after: number | undefined = next;
  if (max === undefined) {
    const split: State = { kind: "split", next: LAST, other: next };
    after = states.push(split) - 1;
    const way = compile(node, states, after);
    if (way === undefined) return undefined;
    split.next = way;
  }
  for (let count = min; count < (max ?? min) && after !== undefined; count++) {
    const way = compile(node, states, after);
    after = way === undefined ? undefined : states.push({ kind: "split", next: way, other: next }) - 1;
  }
  for (let count = 0; count < min && after !== undefined; count++) after = compile(node, states, after);
  return after;
}

function runs(states: readonly State[], start: number, line: string, ignoresCase: boolean): boolean {
  const characters = [...(ignoresCase ? line.toLowerCase() : line)];
  /** The position at which a state was last entered. */
  const seen = new Int32Array(states.length).fill(-1);
  let current: number[] = [];
  for (let at = 0; at <= characters.length; at++) {
    const open = [...current, start];
    const next: number[] = [];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (seen[index] === at) continue;
      seen[index] = at;
      const state = states[index];
      if (state?.kind === "found") return true;
      if (state?.kind === "split") open.push(state.next, state.other);
      else if (state !== undefined) step(state, characters, at, ignoresCase, open, next);
    }
    current = next;
  }
  return false;
}

function step(
  { test, next: to }: Extract<State, { kind: "test" }>,
  characters: readonly string[],
  at: number,
  ignoresCase: boolean,
  open: number[],
  next: number[],
): void {
  if (test.kind === "start" || test.kind === "end") {
    if (at === (test.kind === "start" ? 0 : characters.length)) open.push(to);
    return;
  }
  const character = characters[at];
  if (character !== undefined && passes(test, character, ignoresCase)) next.push(to);
}

function passes(test: Test, character: string, ignoresCase: boolean): boolean {
  if (test.kind === "any") return true;
  if (test.kind === "character") return (ignoresCase ? test.character.toLowerCase() : test.character) === character;
  if (test.kind !== "class") return false;
  const variants = ignoresCase ? [character, character.toUpperCase()] : [character];
  return test.ranges.some(([from, to]) => variants.some((each) => from <= each && each <= to)) !== test.isNegated;
}
