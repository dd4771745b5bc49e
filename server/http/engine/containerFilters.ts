import type { Container } from "#contract/container.ts";
import { stateWord } from "#contract/docker/containerStatus.ts";
import { mergedConfig } from "#server/containers/mergedConfig.ts";
import { imageConfigOf } from "./containerList.ts";
import { type Engine, OPERATOR } from "./engine.ts";
import { EngineError, imageName } from "./engineError.ts";
import { type Filters, flagOf, matchesAny, matchesLabels } from "./filters.ts";

export const LIST_FILTERS = [
  "ancestor",
  "before",
  "exited",
  "expose",
  "health",
  "id",
  "is-task",
  "isolation",
  "label",
  "name",
  "network",
  "publish",
  "since",
  "status",
  "volume",
];

/** Whether a container is in the list. Throws an EngineError for a filter's wrong value. */
export function isListed(
  engine: Pick<Engine, "images" | "containers">,
  filters: Filters,
): (container: Container) => boolean {
  const find = (ref: string | undefined) => (ref === undefined ? undefined : engine.containers.get(OPERATOR, ref));
  const before = find(filters.get("before")?.[0]);
  const since = find(filters.get("since")?.[0]);
  const exited = (filters.get("exited") ?? []).map(exitCode);
  flagOf(filters, "is-task");
  for (const state of filters.get("status") ?? []) requireState(state);
  return (container) => {
    const { state, volumes, spec, createdAt } = container;
    return (
      createdAt < (before?.createdAt ?? Number.POSITIVE_INFINITY) &&
      createdAt > (since?.createdAt ?? Number.NEGATIVE_INFINITY) &&
      matchesAny(filters, "id", (value) => container.id.startsWith(value)) &&
      matchesAny(filters, "name", (value) => matchesName(container.name, value)) &&
      matchesAny(filters, "status", (value) => stateWord(state) === value) &&
      matchesAny(filters, "ancestor", (value) => isFrom(engine, container, value)) &&
      matchesAny(filters, "network", (value) => value === (spec.network === "none" ? "none" : "bridge")) &&
      matchesAny(filters, "volume", (value) =>
        volumes.some(({ name, target }) => name === value || target === value),
      ) &&
      matchesAny(filters, "health", (value) => healthOf(container) === value) &&
      matchesAny(filters, "publish", (value) =>
        container.ports.some((port) => isPort(value, port.host, port.protocol)),
      ) &&
      matchesAny(filters, "expose", (value) => isExposed(engine, container, value)) &&
      (exited.length === 0 || (state.phase === "exited" && exited.includes(state.code))) &&
      matchesLabels(filters, mergedConfig(spec, imageConfigOf(engine, container)).Labels ?? {})
    );
  };
}

const STATES = ["created", "running", "paused", "restarting", "removing", "exited", "dead"];

function requireState(state: string): void {
  if (STATES.includes(state)) return;
  throw new EngineError(
    400,
    `invalid filter 'status=${state}': invalid value for state (${state}): must be one of ${STATES.join(", ")}`,
  );
}

function exitCode(text: string): number {
  if (/^-?\d{1,10}$/.test(text)) return Number(text);
  throw new EngineError(400, `invalid filter 'exited=[${text}]'`);
}

/** The engine takes a regular expression; a pattern a person could write slowly is taken as plain text. */
function matchesName(name: string, wanted: string): boolean {
  const plain = wanted.replace(/^\^?\/?/, (start) => (start.includes("^") ? "^" : "")).slice(0, 256);
  const isAnchored = plain.startsWith("^");
  const isEnded = plain.endsWith("$");
  const text = plain.slice(isAnchored ? 1 : 0, isEnded ? -1 : undefined);
  if (isAnchored && isEnded) return name === text;
  if (isAnchored) return name.startsWith(text);
  return isEnded ? name.endsWith(text) : name.includes(text);
}

function isFrom({ images }: Pick<Engine, "images">, { image }: Container, wanted: string): boolean {
  return imageName(image.ref) === imageName(wanted) || images.get(OPERATOR, wanted)?.id === image.id;
}

function healthOf({ state }: Container): string {
  return state.phase === "running" ? (state.health?.state ?? "none") : "none";
}

function isPort(wanted: string, port: number, protocol: string): boolean {
  const [, first, last = first, of = "tcp"] = /^(\d+)(?:-(\d+))?(?:\/(tcp|udp))?$/.exec(wanted) ?? [];
  return first !== undefined && of === protocol && port >= Number(first) && port <= Number(last);
}

function isExposed(engine: Pick<Engine, "images">, container: Container, wanted: string): boolean {
  const { ExposedPorts = {} } = mergedConfig(container.spec, imageConfigOf(engine, container));
  return Object.keys(ExposedPorts).some((key) => {
    const [port = "", protocol = "tcp"] = key.split("/");
    return isPort(wanted, Number(port), protocol);
  });
}
