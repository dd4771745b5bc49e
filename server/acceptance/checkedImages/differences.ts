import { isDeepStrictEqual } from "node:util";

export interface Difference {
  /** `rows[2].layer.dead` */
  readonly at: string;
  readonly right: unknown;
  readonly answered: unknown;
}

export interface Comparison {
  /** The number of values that were compared. */
  readonly values: number;
  readonly differences: readonly Difference[];
}

/** Compares two JSON values; of lists with different lengths, the common items are not compared one by one. */
export function compareJson(right: unknown, answered: unknown, at = ""): Comparison {
  if (isObject(right) && isObject(answered) && Array.isArray(right) === Array.isArray(answered)) {
    const keys = [...new Set([...Object.keys(right), ...Object.keys(answered)])];
    const parts = keys.map((key) =>
      compareJson(right[key], answered[key], Array.isArray(right) ? `${at}[${key}]` : `${at}.${key}`),
    );
    return together(parts);
  }
  const isSame = isDeepStrictEqual(right, answered);
  return { values: 1, differences: isSame ? [] : [{ at: at.replace(/^\./, ""), right, answered }] };
}

export function together(parts: readonly Comparison[]): Comparison {
  return {
    values: parts.reduce((sum, { values }) => sum + values, 0),
    differences: parts.flatMap(({ differences }) => differences),
  };
}

export function inWords({ at, right, answered }: Difference): string {
  const shown = (value: unknown): string => (JSON.stringify(value) ?? "nothing").slice(0, 200);
  return `${at} is ${shown(right)} in the archive, and the API says ${shown(answered)}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
