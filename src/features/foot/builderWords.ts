import type { Health } from "#contract/health.ts";
import { builderOf } from "../../state/page/builders.ts";
import type { HealthState } from "../../state/page/health.ts";
import { messages as texts } from "./messages.ts";

const messages = texts.builder;

export interface BuilderWords {
  readonly text: string;
  readonly detail: string;
  readonly tone: "unknown" | "ok" | "warning" | "error";
}

/** What the foot says about the builder of the workspace, with details for the tooltip. `choice`: as in its settings. */
export function builderWords(state: HealthState, choice?: string): BuilderWords {
  if (state.phase === "unknown")
    return { text: messages.connecting, detail: messages.connectingDetail, tone: "unknown" };
  if (state.phase === "away") return { text: messages.unreachable, detail: state.problem.detail, tone: "error" };
  const builder = builderOf(state.health, choice);
  if (!builder) return { text: messages.none, detail: messages.noneDetail, tone: "error" };
  if (!builder.available)
    return { text: messages.unavailable(builder.id), detail: builder.reason ?? "", tone: "error" };
  if (!builder.run)
    return {
      text: messages.withoutRun(builder.id),
      detail: [builder.runReason ?? messages.withoutRunDetail, ...containerWords(state.health)].join(" "),
      tone: "warning",
    };
  const details = [
    ...Object.entries(builder.details ?? {}).map(([key, value]) => `${key}: ${value}`),
    ...containerWords(state.health),
  ];
  return { text: messages.named(builder.id), detail: details.join(" · ") || messages.ready, tone: "ok" };
}

/** Nothing is said of a sandbox: it is what is expected. */
function containerWords({ containers }: Health): string[] {
  if (containers?.runtime !== "docker") return [];
  if (!containers.available) return [messages.containersNowhere(containers.reason ?? "")];
  const { from = "Docker", version = "" } = containers.engine ?? {};
  const whose = from === "DOCKER_HOST" ? "Docker" : from;
  return [messages.containersOn(`${whose} ${version}`.trim()), messages.containersReach[containers.network]];
}
