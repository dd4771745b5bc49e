import { currentBuilder, type HealthState } from "../../state/page/health.ts";

export interface BuilderWords {
  readonly text: string;
  readonly detail: string;
  readonly tone: "unknown" | "ok" | "warning" | "error";
}

/** What the foot says of the builder, and the whole story for its tooltip. */
export function builderWords(state: HealthState): BuilderWords {
  if (state.phase === "unknown") return { text: "connecting", detail: "The server is being asked.", tone: "unknown" };
  if (state.phase === "away") return { text: "server away", detail: state.problem.detail, tone: "error" };
  const builder = currentBuilder(state.health);
  if (!builder) return { text: "no builder", detail: "The server has no builder.", tone: "error" };
  const name = `${builder.id} builder`;
  if (!builder.available) return { text: `${name} unavailable`, detail: builder.reason ?? "", tone: "error" };
  if (!builder.run)
    return { text: `${name}, no RUN`, detail: builder.runReason ?? "RUN can't be executed.", tone: "warning" };
  const details = Object.entries(builder.details ?? {}).map(([key, value]) => `${key}: ${value}`);
  return { text: name, detail: details.join(" · ") || "Ready to build.", tone: "ok" };
}
