import type { Problem } from "#contract/problem.ts";

/** The result of a call to the server: a value, or a problem to show. An aborted call rejects with its AbortError. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export const succeeded = <T>(value: T): Result<T> => ({ ok: true, value });
export const refused = (problem: Problem): Result<never> => ({ ok: false, problem });
