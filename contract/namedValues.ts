import { z } from "zod";

/** Most names that one list of names and values has. */
export const MAX_NAMED_VALUES = 1000;

/** Names and values; more than somebody writes are refused, because each is looked at again and again. */
export function namedValues<Value extends z.ZodType>(name: z.ZodString, value: Value) {
  return z
    .record(name, value)
    .refine((given) => Object.keys(given).length <= MAX_NAMED_VALUES, `at most ${MAX_NAMED_VALUES} names are taken`);
}
