import { z } from "zod/mini";

/** Maximum number of names in a list of names and values. */
export const MAX_NAMED_VALUES = 1000;

/** Names and values. Limited, because each of them is read many times. */
export function namedValues<Value extends z.core.$ZodType>(name: z.ZodMiniString, value: Value) {
  return z
    .record(name, value)
    .check(
      z.refine(
        (given) => Object.keys(given).length <= MAX_NAMED_VALUES,
        `at most ${MAX_NAMED_VALUES} names are allowed`,
      ),
    );
}
