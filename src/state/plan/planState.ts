import type { Forecast } from "#contract/plan.ts";

/** What the next build would do, as far as known. Each phase has exactly the data it can have. */
export type PlanState =
  /** Nothing to say: nothing was built yet, the builder can't plan, or a build is running. */
  | { readonly phase: "off" }
  /** A question is in flight; the last answer stays, so nothing flickers while typing. */
  | { readonly phase: "asking"; readonly question: number; readonly last?: Forecast }
  | { readonly phase: "known"; readonly forecast: Forecast };

/** A question was asked: answers to earlier ones are too late. */
export function planAsked(state: PlanState, question: number): PlanState {
  const last = forecastOf(state);
  return { phase: "asking", question, ...(last && { last }) };
}

/**
 * The answer to a question. A half-typed Dockerfile has no steps: then the last steps stay, and only the problem is
 * new.
 */
export function planAnswered(state: PlanState, question: number, answer: Forecast): PlanState {
  if (state.phase !== "asking" || state.question !== question) return state;
  const { problem } = answer;
  const keepsLast = problem !== undefined && answer.steps.length === 0 && state.last !== undefined;
  return { phase: "known", forecast: keepsLast ? { ...state.last, problem } : answer };
}

/** No answer came. Nobody needs to know: existing marks stay. */
export function planUnanswered(state: PlanState, question: number): PlanState {
  if (state.phase !== "asking" || state.question !== question) return state;
  return state.last ? { phase: "known", forecast: state.last } : { phase: "off" };
}

/** What is shown. */
export function forecastOf(state: PlanState): Forecast | undefined {
  if (state.phase === "known") return state.forecast;
  return state.phase === "asking" ? state.last : undefined;
}
