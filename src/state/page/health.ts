import { create } from "zustand";
import type { BuilderDescription, Health } from "#contract/health.ts";
import type { Problem } from "#contract/problem.ts";
import { getHealth } from "../../api/client.ts";

/** What is known of the server and its builders. */
export type HealthState =
  | { readonly phase: "unknown" }
  | { readonly phase: "up"; readonly health: Health }
  | { readonly phase: "away"; readonly problem: Problem };

export const useHealth = create<{ readonly state: HealthState }>(() => ({ state: { phase: "unknown" } }));

const ASK_EVERY_MS = { up: 30_000, away: 3000 };

/** The builder that builds: the first that can. */
export function currentBuilder({ builders }: Health): BuilderDescription | undefined {
  return builders.find(({ available }) => available) ?? builders[0];
}

/** Call once: asks now and again, more often while the server is away, never while the page is hidden. */
export function startHealth(): void {
  void askHealth();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void askHealth();
  });
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Asks at once; for whoever has a reason to doubt what is known. */
export async function askHealth(): Promise<void> {
  clearTimeout(timer);
  const answer = await getHealth();
  const state: HealthState = answer.ok
    ? { phase: "up", health: answer.value }
    : { phase: "away", problem: answer.problem };
  useHealth.setState({ state });
  if (document.visibilityState === "hidden") return;
  clearTimeout(timer);
  timer = setTimeout(() => void askHealth(), ASK_EVERY_MS[state.phase === "up" ? "up" : "away"]);
}
