import { create } from "zustand";
import type { Health } from "#contract/health.ts";
import type { Problem } from "#contract/problem.ts";
import { getHealth } from "../../api/client.ts";
import { inOrder } from "../loading/inOrder.ts";

/** What is known about the server and its builders. */
export type HealthState =
  | { readonly phase: "unknown" }
  | { readonly phase: "up"; readonly health: Health }
  | { readonly phase: "away"; readonly problem: Problem };

export const useHealth = create<{ readonly state: HealthState }>(() => ({ state: { phase: "unknown" } }));

/** `ailing`: a builder is not available. */
const ASK_EVERY_MS = { up: 30_000, ailing: 5000, away: 3000 };

/** Call once: polls, faster while the server or a builder is unreachable, never while the page is hidden. */
export function startHealth(): void {
  void askHealth();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void askHealth();
  });
}

type Answer = Awaited<ReturnType<typeof getHealth>>;
const newestAnswer = inOrder<Answer>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Polls now, for callers with a reason to doubt the current state. */
export async function askHealth(): Promise<void> {
  clearTimeout(timer);
  const answer = await newestAnswer(getHealth());
  if (!answer) return;
  const state: HealthState = answer.ok
    ? { phase: "up", health: answer.value }
    : { phase: "away", problem: answer.problem };
  useHealth.setState({ state });
  if (document.visibilityState === "hidden") return;
  clearTimeout(timer);
  timer = setTimeout(() => void askHealth(), ASK_EVERY_MS[paceOf(answer)]);
}

function paceOf(answer: Answer): keyof typeof ASK_EVERY_MS {
  if (!answer.ok) return "away";
  return answer.value.builders.every(({ available }) => available) ? "up" : "ailing";
}
