import type { KeyValue } from "../../instructions/instruction.ts";
import { replaceFix } from "../check.ts";
import type { Rule } from "./rule.ts";

export const dl3044: Rule = {
  code: "DL3044",
  severity: "error",
  title: "Do not use a variable in the ENV that sets it",
  message: "Do not refer to an environment variable within the same `ENV` statement where it is defined.",
  why: "All values of an ENV are expanded before any of its variables is set. A reference to a variable of the same ENV gives its old value, or nothing.",
  bad: 'FROM busybox:1.37\nENV HOME_DIR=/home/app BIN_DIR="$HOME_DIR/bin"\n',
  good: 'FROM busybox:1.37\nENV HOME_DIR=/home/app\nENV BIN_DIR="$HOME_DIR/bin"\n',
  find: ({ visits }) => {
    const defined = new Set<string>();
    return visits.flatMap(({ instruction }) => {
      if (instruction.name === "ARG") for (const { key } of instruction.args) defined.add(key.raw);
      if (instruction.name !== "ENV") return [];
      const { pairs, range: at, keyword } = instruction;
      const index = pairs.findIndex((pair) => pairs.some((other) => other !== pair && refersTo(pair, other, defined)));
      for (const { key } of pairs) defined.add(key.raw);
      const pair = pairs[index];
      if (pair === undefined) return [];
      const before = pairs[index - 1];
      // Only what is set before it can be parted from it.
      const gap = before && { start: before.value.range.end, end: pair.key.range.start };
      const fixes = gap === undefined ? [] : [replaceFix("Begin a new ENV", gap, `\n${keyword.raw} `)];
      return [{ range: pair.value.range, at, fixes }];
    });
  },
};

function refersTo({ value }: KeyValue, { key }: KeyValue, defined: ReadonlySet<string>): boolean {
  if (defined.has(key.raw)) return false;
  return [...value.raw.matchAll(/\$(?:\{(\w+)|(\w+))/g)].some(
    ({ 1: braced, 2: bare, index }) => (braced ?? bare) === key.raw && !isEscaped(value.raw, index),
  );
}

function isEscaped(text: string, index: number): boolean {
  let at = index;
  while (text[at - 1] === "\\") at--;
  return (index - at) % 2 === 1;
}
