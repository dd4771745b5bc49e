import type { TemplateFunction } from "./templateFunction.ts";
import { basicOf, GoNil, type GoValue, typeName } from "./value.ts";

type Basic = string | number | boolean;

function isBasic(value: GoValue): value is Basic {
  return ["string", "number", "boolean"].includes(typeof value);
}

function isEqual(a: GoValue, b: GoValue): boolean {
  if (a instanceof GoNil || b instanceof GoNil || a === undefined || b === undefined) {
    return (a === undefined || a instanceof GoNil) && (b === undefined || b instanceof GoNil);
  }
  if (!isBasic(a)) throw new Error(`non-comparable type ${typeName(a)}`);
  if (!isBasic(b)) throw new Error(`non-comparable type ${typeName(b)}`);
  if (typeof a !== typeof b) {
    throw new Error(`incompatible types for comparison: ${typeName(a)} and ${typeName(b)}`);
  }
  return a === b;
}

function isLess(a: GoValue, b: GoValue): boolean {
  if (!isBasic(a) || !isBasic(b) || typeof a === "boolean" || typeof b === "boolean") {
    throw new Error("invalid type for comparison");
  }
  if (typeof a !== typeof b) throw new Error("incompatible types for comparison");
  return a < b;
}

function ofTwo(compare: (a: GoValue, b: GoValue) => boolean): TemplateFunction {
  return { parameters: ["any", "any"], call: ([a, b]) => compare(basicOf(a), basicOf(b)) };
}

export const comparisons = {
  /** The first against any of the others. */
  eq: {
    parameters: ["any"],
    rest: "any",
    call: ([first, ...others]) => {
      if (others.length === 0) throw new Error("missing argument for comparison");
      return others.some((other) => isEqual(basicOf(first), basicOf(other)));
    },
  },
  ne: ofTwo((a, b) => !isEqual(a, b)),
  lt: ofTwo(isLess),
  le: ofTwo((a, b) => !isLess(b, a)),
  gt: ofTwo((a, b) => isLess(b, a)),
  ge: ofTwo((a, b) => !isLess(a, b)),
} as const satisfies Record<string, TemplateFunction>;
