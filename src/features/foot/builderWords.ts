import { outlookReason } from "#contract/assignmentWords.ts";
import type { BuilderOutlook } from "#contract/builderChoice.ts";
import { ANY_BUILDKIT, type Health } from "#contract/health.ts";
import { builderOf } from "../../state/page/builders.ts";
import type { HealthState } from "../../state/page/health.ts";
import { messages as texts } from "./messages.ts";

const messages = texts.builder;

export interface BuilderWords {
  readonly text: string;
  /** For a phone: bad news without the name. */
  readonly short?: string;
  readonly detail: string;
  readonly tone: "unknown" | "ok" | "warning" | "error";
}

/** What the foot says about the builder of the workspace, with details for the tooltip. `choice`: as in its settings. */
export function builderWords(state: HealthState, choice?: string, outlook?: BuilderOutlook): BuilderWords {
  if (state.phase === "unknown")
    return { text: messages.connecting, detail: messages.connectingDetail, tone: "unknown" };
  if (state.phase === "away") return { text: messages.unreachable, detail: state.problem.detail, tone: "error" };
  const builder = builderOf(state.health, choice, outlook);
  if (!builder) return { text: messages.none, detail: messages.noneDetail, tone: "error" };
  const name = choice === ANY_BUILDKIT && builder.kind === "buildkit" ? messages.any : builder.id;
  if (!builder.available)
    return {
      text: messages.unavailable(name),
      short: messages.unavailableShort,
      detail: builder.reason ?? "",
      tone: "error",
    };
  if (!builder.run)
    return {
      text: messages.withoutRun(name),
      short: messages.withoutRunShort,
      detail: [builder.runReason ?? messages.withoutRunDetail, ...containerWords(state.health)].join(" "),
      tone: "warning",
    };
  const none = outlook?.problem;
  if (none !== undefined) return { text: messages.named(name), detail: none.detail, tone: "warning" };
  const reason = outlook?.assignment && outlookReason(outlook.assignment);
  const details = [
    ...(reason === undefined ? [] : [reason]),
    ...Object.entries((name === builder.id && builder.details) || {}).map(([key, value]) => `${key}: ${value}`),
    ...containerWords(state.health),
  ];
  return { text: messages.named(name), detail: details.join(" · ") || messages.ready, tone: "ok" };
}

/** Nothing is said of a sandbox: it is what is expected. */
function containerWords({ containers }: Health): string[] {
  if (containers?.runtime !== "docker") return [];
  if (!containers.available) return [messages.containersNowhere(containers.reason ?? "")];
  const { from = "Docker", version = "" } = containers.engine ?? {};
  const whose = from === "DOCKER_HOST" ? "Docker" : from;
  return [messages.containersOn(`${whose} ${version}`.trim()), messages.containersReach[containers.network]];
}
