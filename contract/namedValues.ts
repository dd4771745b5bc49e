import { z } from "zod";

/** Maximum number of names in a list of names and values. */
export const MAX_NAMED_VALUES = 1000;

/** Names and values. Limited, because each of them is read many times. */
export function namedValues<Value extends z.ZodType>(name: z.ZodString, value: Value) {
  return z
    .record(name, value)
    .refine((given) => Object.keys(given).length <= MAX_NAMED_VALUES, `at most ${MAX_NAMED_VALUES} names are allowed`);
}
