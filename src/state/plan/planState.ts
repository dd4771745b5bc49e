import type { Forecast } from "#contract/plan.ts";

/** What the next build would do, as far as it was asked. Each phase has what it can have and nothing else. */
export type PlanState =
  /** Nothing to say: nothing was built here yet, the builder can't say, or a build runs and tells itself. */
  | { readonly phase: "off" }
  /** A question is on its way; the last answer stays, so that nothing flickers while one types. */
  | { readonly phase: "asking"; readonly question: number; readonly last?: Forecast }
  | { readonly phase: "known"; readonly forecast: Forecast };

/** A question was asked: an answer to an earlier one comes too late. */
export function planAsked(state: PlanState, question: number): PlanState {
  const last = forecastOf(state);
  return { phase: "asking", question, ...(last && { last }) };
}

/**
 * The answer to a question. A Dockerfile in the middle of a word has no steps: then the last steps stay, and only the
 * problem is new.
 */
export function planAnswered(state: PlanState, question: number, answer: Forecast): PlanState {
  if (state.phase !== "asking" || state.question !== question) return state;
  const { problem } = answer;
  const keepsLast = problem !== undefined && answer.steps.length === 0 && state.last !== undefined;
  return { phase: "known", forecast: keepsLast ? { ...state.last, problem } : answer };
}

/** No answer came. That is no news for anybody: the marks stay as they are, where there are any. */
export function planUnanswered(state: PlanState, question: number): PlanState {
  if (state.phase !== "asking" || state.question !== question) return state;
  return state.last ? { phase: "known", forecast: state.last } : { phase: "off" };
}

/** What is shown. */
export function forecastOf(state: PlanState): Forecast | undefined {
  if (state.phase === "known") return state.forecast;
  return state.phase === "asking" ? state.last : undefined;
}
