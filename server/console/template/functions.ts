import { comparisons } from "./comparisons.ts";
import { indexOf, lengthOf, sliceOf } from "./indexing.ts";
import { sprintf } from "./printf.ts";
import { printValue, sprint, toJson } from "./printValue.ts";
import type { TemplateFunction } from "./templateFunction.ts";
import { type GoValue, isTrue } from "./value.ts";

const text = (value: GoValue): string => (typeof value === "string" ? value : printValue(value));
const number = (value: GoValue): number => (typeof value === "number" ? value : 0);
const texts = (value: GoValue): string[] => (Array.isArray(value) ? value.map(text) : []);

function onText(change: (value: string) => string): TemplateFunction {
  return { parameters: ["string"], call: ([value]) => change(text(value)) };
}

function title(value: string): string {
  return value.replace(
    /(^|[^\p{L}\p{N}_'])(\p{L})/gu,
    (_all, before: string, letter: string) => before + letter.toUpperCase(),
  );
}

function truncate(value: string, length: number): string {
  return value.length < length ? value : value.slice(0, length);
}

/** Spaces for `pad`, of which nobody needs many. */
function spaces(count: number): string {
  return " ".repeat(Math.min(Math.max(count, 0), 1000));
}

const HTML: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&#34;", "'": "&#39;" };

/** Those of text/template, and those that the docker CLI adds. `and` and `or` are the executor's: they skip arguments. */
export const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map(
  Object.entries({
    ...comparisons,
    not: { parameters: ["any"], call: ([value]) => !isTrue(value) },
    len: { parameters: ["any"], call: ([value]) => lengthOf(value) },
    index: { parameters: ["any"], rest: "any", call: ([value, ...keys]) => indexOf(value, keys) },
    slice: { parameters: ["any"], rest: "any", call: ([value, ...ends]) => sliceOf(value, ends) },
    print: { parameters: [], rest: "any", call: (values) => sprint(values) },
    println: { parameters: [], rest: "any", call: (values) => `${values.map(printValue).join(" ")}\n` },
    printf: { parameters: ["string"], rest: "any", call: ([format, ...values]) => sprintf(text(format), values) },
    html: onText((value) => value.replace(/[<>&"']/g, (character) => HTML[character] ?? character)),
    urlquery: onText((value) => encodeURIComponent(value).replaceAll("%20", "+")),
    json: { parameters: ["any"], call: ([value]) => toJson(value) },
    upper: onText((value) => value.toUpperCase()),
    lower: onText((value) => value.toLowerCase()),
    title: onText(title),
    split: { parameters: ["string", "string"], call: ([value, separator]) => text(value).split(text(separator)) },
    join: { parameters: ["strings", "string"], call: ([list, separator]) => texts(list).join(text(separator)) },
    truncate: { parameters: ["string", "int"], call: ([value, length]) => truncate(text(value), number(length)) },
    pad: {
      parameters: ["string", "int", "int"],
      call: ([value, before, after]) => {
        return value === "" ? "" : spaces(number(before)) + text(value) + spaces(number(after));
      },
    },
  } satisfies Record<string, TemplateFunction>),
);

export const FUNCTION_NAMES: ReadonlySet<string> = new Set([...FUNCTIONS.keys(), "and", "or"]);
