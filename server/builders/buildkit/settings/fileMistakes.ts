import type { Document, YAMLParseError } from "yaml";
import { isMap } from "yaml";
import type { z } from "zod";

type Issue = z.core.$ZodIssue;

const EXPECTED: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "keys with values",
  record: "keys with values",
  string: "text",
};

/** What is wrong with a value, where its schema has no words of its own. */
export function mistakeWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      if ((issue.path ?? []).length === 0) return "begin with `builders:` and a list of builders below it";
      return issue.input === undefined ? "is missing" : `use ${EXPECTED[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `use ${issue.values.join(", ")}`;
    case "invalid_union":
      return "use text, a number, or true or false";
    case "invalid_key":
      return issue.issues[0]?.message;
    case "unrecognized_keys":
      return "unknown key: correct its spelling, or remove it";
    default:
      return undefined;
  }
}

export function brokenText({ linePos, message }: YAMLParseError): string {
  const [words = ""] = message.split("\n");
  return `line ${linePos?.[0].line ?? 1}: ${words.replace(/ at line \d+, column \d+:?$/, "")}`;
}

/** The mistakes of a file as sentences, in the order of their lines. */
export function mistakesIn(text: string, document: Document, issues: readonly Issue[]): string[] {
  return issues
    .flatMap(placesOf)
    .map(({ keys, words }) => ({ line: lineOf(text, document, keys), place: placeText(keys), words }))
    .sort((one, other) => one.line - other.line)
    .map(({ line, place, words }) => `line ${line}: ${place}${words}`);
}

/** Each unknown key has a place of its own. */
function placesOf({ path, message, ...issue }: Issue): { keys: readonly PropertyKey[]; words: string }[] {
  const unknown = issue.code === "unrecognized_keys" ? issue.keys : undefined;
  return (unknown?.map((key) => [...path, key]) ?? [path]).map((keys) => ({ keys, words: message }));
}

/** The line of the innermost key or value on the way to a value that is there. */
function lineOf(text: string, document: Document, keys: readonly PropertyKey[]): number {
  for (let length = keys.length; length > 0; length -= 1) {
    const holder = length === 1 ? document.contents : document.getIn(keys.slice(0, length - 1), true);
    const last = keys[length - 1];
    const key = isMap(holder) ? holder.items.find(({ key: one }) => String(one) === String(last))?.key : undefined;
    const start = startOf(key) ?? startOf(document.getIn(keys.slice(0, length), true));
    if (start !== undefined) return text.slice(0, start).split("\n").length;
  }
  return 1;
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node) || !Array.isArray(node.range)) return undefined;
  return Number(node.range[0]);
}

function placeText(keys: readonly PropertyKey[]): string {
  if (keys.length === 0) return "";
  const parts = keys.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`));
  return `${parts.join("").slice(1)}: `;
}
