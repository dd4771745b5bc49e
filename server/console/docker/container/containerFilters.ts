import type { Container } from "#contract/container.ts";
import { stateWord } from "#contract/docker/containerStatus.ts";
import { mergedConfig } from "#server/containers/mergedConfig.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { type Filters, invalidFilter, matchesAny, matchesLabels } from "../listing/filters.ts";
import { imageConfigOf } from "./imageConfigOf.ts";

export const CONTAINER_FILTERS = [
  "ancestor",
  "before",
  "exited",
  "expose",
  "health",
  "id",
  "is-task",
  "isolation",
  "label",
  "label!",
  "name",
  "network",
  "publish",
  "since",
  "status",
  "volume",
];

const STATES = ["created", "running", "paused", "restarting", "removing", "exited", "dead"];
const HEALTH = ["starting", "healthy", "unhealthy", "none"];

function requireOneOf(filters: Filters, name: string, what: string, allowed: readonly string[]): void {
  const wrong = filters.get(name)?.find((value) => !allowed.includes(value));
  if (wrong === undefined) return;
  const hint = `must be one of ${allowed.join(", ")}`;
  throw invalidFilter(`invalid filter '${name}=${wrong}': invalid value for ${what} (${wrong}): ${hint}`);
}

/** Whether `docker ps` lists a container. Throws a ProblemError for a filter's wrong value or an unknown container. */
export function containerFilter(context: CommandContext, filters: Filters): (container: Container) => boolean {
  const { services, owner } = context;
  requireOneOf(filters, "status", "state", STATES);
  requireOneOf(filters, "health", "health", HEALTH);
  const exitCodes = (filters.get("exited") ?? []).map(readExitCode);
  const timeOf = (name: string): number | undefined => {
    const ref = filters.get(name)?.at(-1);
    return ref === undefined ? undefined : services.containers.get(owner, ref).createdAt;
  };
  const [before, since] = [timeOf("before"), timeOf("since")];
  const ancestors = filters.get("ancestor")?.map((ref) => services.images.get(owner, ref)?.id);
  return (container) =>
    (before === undefined || container.createdAt < before) &&
    (since === undefined || container.createdAt > since) &&
    (exitCodes.length === 0 || exitCodes.some((code) => code === exitCodeOf(container))) &&
    (ancestors === undefined || ancestors.includes(container.image.id)) &&
    matchesItself(container, filters) &&
    matchesConfig(context, container, filters);
}

function matchesItself(container: Container, filters: Filters): boolean {
  const { id, name, state, volumes, ports, spec } = container;
  const health = state.phase === "running" ? (state.health?.state ?? "none") : "none";
  return (
    matchesAny(filters, "id", (value) => id.startsWith(value)) &&
    matchesAny(filters, "name", (value) => nameMatches(value, name)) &&
    matchesAny(filters, "status", (value) => value === stateWord(state)) &&
    matchesAny(filters, "health", (value) => value === health) &&
    matchesAny(filters, "network", (value) => value === (spec.network === "none" ? "none" : "bridge")) &&
    matchesAny(filters, "volume", (value) => volumes.some((volume) => [volume.name, volume.target].includes(value))) &&
    matchesAny(filters, "publish", (value) => ports.some((port) => portMatches(value, port.container, port.protocol)))
  );
}

function matchesConfig(context: CommandContext, container: Container, filters: Filters): boolean {
  if (!["label", "label!", "expose"].some((name) => filters.has(name))) return true;
  const config = mergedConfig(container.spec, imageConfigOf(context, container));
  const exposed = Object.keys(config.ExposedPorts ?? {});
  return (
    matchesLabels(filters, config.Labels ?? {}) &&
    matchesAny(filters, "expose", (value) => exposed.some((port) => portMatches(value, ...splitPort(port))))
  );
}

function splitPort(text: string): [number, string] {
  const [port = "", protocol = "tcp"] = text.split("/");
  return [Number(port), protocol];
}

/** `80`, `80/tcp`, or `8000-8010/tcp`. */
function portMatches(wanted: string, port: number, protocol: string): boolean {
  const [range = "", type = "tcp"] = wanted.split("/");
  const [first = "", last = first] = range.split("-");
  return type === protocol && port >= Number(first) && port <= Number(last);
}

/** As Docker takes it: a part of the name, or a pattern. */
function nameMatches(wanted: string, name: string): boolean {
  if (name.includes(wanted) || `/${name}` === wanted) return true;
  const [, start, inner = "", end] = /^(\^)?\/?(.*?)(\$)?$/.exec(wanted) ?? [];
  const whole = start !== undefined && end !== undefined ? name === inner : false;
  return (
    whole ||
    (start !== undefined && end === undefined && name.startsWith(inner)) ||
    (start === undefined && end !== undefined && name.endsWith(inner))
  );
}

function readExitCode(text: string): number {
  if (/^-?\d+$/.test(text)) return Number(text);
  throw invalidFilter(`invalid filter 'exited=${text}': strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
}

function exitCodeOf({ state }: Container): number | undefined {
  if (state.phase === "exited") return state.code;
  return state.phase === "created" ? 0 : undefined;
}
