import type { Range } from "#contract/range.ts";
import type { KeyValue } from "../../instructions/instruction.ts";
import type { Rule } from "./rule.ts";

export const dl3044: Rule = {
  code: "DL3044",
  severity: "error",
  title: "Do not use a variable in the ENV that sets it",
  message: "Do not refer to an environment variable within the same `ENV` statement where it is defined.",
  why: "ENV expands all its values before it sets any of its variables. A reference to a variable of the same ENV gets the old value, or nothing.",
  bad: 'FROM busybox:1.37\nENV HOME_DIR=/home/app BIN_DIR="$HOME_DIR/bin"\n',
  good: 'FROM busybox:1.37\nENV HOME_DIR=/home/app\nENV BIN_DIR="$HOME_DIR/bin"\n',
  find: ({ visits }) => {
    const defined = new Set<string>();
    return visits.flatMap(({ instruction }) => {
      if (instruction.name === "ARG") for (const { key } of instruction.args) defined.add(key.raw);
      if (instruction.name !== "ENV") return [];
      const { pairs, range: at, keyword } = instruction;
      const index = pairs.findIndex((pair) => pairs.some((other) => other !== pair && refersTo(pair, other, defined)));
      const gaps = gapsIn(pairs, defined);
      for (const { key } of pairs) defined.add(key.raw);
      const pair = pairs[index];
      if (pair === undefined) return [];
      const edits = gaps.map((range) => ({ range, newText: `\n${keyword.raw} ` }));
      return [{ range: pair.value.range, at, fixes: edits.length === 0 ? [] : [{ title: "Start a new ENV", edits }] }];
    });
  },
};

/** Where the pairs must be parted; none if one refers to a later one, from which it can't be. */
function gapsIn(pairs: readonly KeyValue[], defined: ReadonlySet<string>): readonly Range[] {
  const gaps: Range[] = [];
  let first = 0;
  for (const [index, pair] of pairs.entries()) {
    if (pairs.slice(index + 1).some((later) => refersTo(pair, later, defined))) return [];
    const before = pairs[index - 1];
    if (before === undefined || !pairs.slice(first, index).some((earlier) => refersTo(pair, earlier, defined)))
      continue;
    gaps.push({ start: before.value.range.end, end: pair.key.range.start });
    first = index;
  }
  return gaps;
}

function refersTo({ value }: KeyValue, { key }: KeyValue, defined: ReadonlySet<string>): boolean {
  if (defined.has(key.raw) || !value.raw.includes(key.raw)) return false;
  return [...value.raw.matchAll(/\$(?:\{(\w+)|(\w+))/g)].some(
    ({ 1: braced, 2: bare, index }) => (braced ?? bare) === key.raw && !isEscaped(value.raw, index),
  );
}

function isEscaped(text: string, index: number): boolean {
  let at = index;
  while (text[at - 1] === "\\") at--;
  return (index - at) % 2 === 1;
}
