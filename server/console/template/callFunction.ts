import { FUNCTIONS } from "./functions.ts";
import type { Parameter } from "./templateFunction.ts";
import { GoNil, type GoValue, isList, typeName } from "./value.ts";

interface Place {
  readonly offset: number;
  readonly source: string;
}

interface Argument {
  readonly node: Place;
  readonly value: GoValue;
  /** Written in the template itself. */
  readonly isConstant: boolean;
}

export type Called = { readonly value: GoValue } | { readonly error: string; readonly at: Place };

const GO_TYPES: Readonly<Record<Exclude<Parameter, "any">, string>> = {
  string: "string",
  int: "int",
  strings: "[]string",
};

/** Calls a function of templates by name; an error is in Go's words. */
export function callFunction(name: string, args: readonly Argument[], node: Place): Called {
  const called = FUNCTIONS.get(name);
  if (called === undefined) return { error: `"${name}" is not a defined function`, at: node };
  const { parameters, rest } = called;
  if (args.length < parameters.length || (rest === undefined && args.length > parameters.length)) {
    const want = rest === undefined ? String(parameters.length) : `at least ${parameters.length}`;
    return {
      error: `wrong number of args for ${name}: want ${want} got ${args.length}`,
      at: { ...node, source: name },
    };
  }
  for (const [index, argument] of args.entries()) {
    const wanted = parameters[index] ?? rest ?? "any";
    if (wanted !== "any" && !accepts(wanted, argument.value)) {
      const expected = GO_TYPES[wanted];
      const error = argument.isConstant
        ? `expected ${expected}; found ${argument.node.source}`
        : `wrong type for value; expected ${expected}; got ${typeName(argument.value)}`;
      return { error, at: argument.node };
    }
  }
  try {
    return { value: called.call(args.map(({ value }) => value)) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { error: `error calling ${name}: ${error.message}`, at: node };
  }
}

function accepts(wanted: Exclude<Parameter, "any">, value: GoValue): boolean {
  if (wanted === "string") return typeof value === "string";
  if (wanted === "int") return typeof value === "number" && Number.isInteger(value);
  return isList(value) || (value instanceof GoNil && value.of === "slice");
}
