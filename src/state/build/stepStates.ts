import { create } from "zustand";
import type { Problem } from "#contract/problem.ts";
import type { StepSurroundings } from "#contract/stepState.ts";
import { getStepState } from "../../api/stepState.ts";

export type StepState =
  | { readonly phase: "loading" }
  | { readonly phase: "ready"; readonly value: StepSurroundings }
  | { readonly phase: "failed"; readonly problem: Problem };

interface StepStates {
  /** Whose steps they are; what a build did never changes. */
  readonly build?: string;
  readonly states: Readonly<Record<string, StepState>>;
}

/** What holds at each step of a build, as far as it was looked at. */
export const useStepStates = create<StepStates>(() => ({ states: {} }));

export async function loadStepState(build: string, step: string): Promise<void> {
  if (useStepStates.getState().build !== build) useStepStates.setState({ build, states: {} }, true);
  const known = useStepStates.getState().states[step];
  if (known && known.phase !== "failed") return;
  put(build, step, { phase: "loading" });
  const answer = await getStepState(build, step);
  put(build, step, answer.ok ? { phase: "ready", value: answer.value } : { phase: "failed", problem: answer.problem });
}

function put(build: string, step: string, state: StepState): void {
  useStepStates.setState((now) => (now.build === build ? { build, states: { ...now.states, [step]: state } } : now));
}
