import type { Problem } from "#contract/problem.ts";
import type { Result } from "../../api/result.ts";

/** Something loaded on first use. */
export type Loadable<T> =
  | { readonly phase: "loading" }
  | { readonly phase: "ready"; readonly value: T }
  | { readonly phase: "failed"; readonly problem: Problem };

/** What came of loading it. */
export function loadableOf<T>(result: Result<T>): Loadable<T> {
  return result.ok ? { phase: "ready", value: result.value } : { phase: "failed", problem: result.problem };
}
