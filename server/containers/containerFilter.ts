import type { Container } from "#contract/container.ts";
import { stateWord } from "#contract/docker/containerStatus.ts";
import { type Filters, flagFilter, invalidFilter, matchesAny, matchesLabels } from "#contract/docker/filters.ts";
import { imageName } from "#contract/docker/imageName.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { Containers } from "./containers.ts";
import { mergedConfig } from "./mergedConfig.ts";

/** What `docker ps --filter` takes. */
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
] as const;

/** Those that need the image, too. */
const OF_IMAGE = ["ancestor", "expose", "label", "label!"];

const STATES = ["created", "running", "paused", "restarting", "removing", "exited", "dead"];

/** Whose containers, and what else is asked about them. */
export interface FilterPlace {
  readonly owner: string;
  readonly containers: Pick<Containers, "get">;
  readonly images: Pick<ImageStore, "get">;
}

/** Whether `docker ps` lists a container. Throws a ProblemError for a filter's wrong value or an unknown container. */
export function containerFilter(place: FilterPlace, filters: Filters): (container: Container) => boolean {
  const { owner, containers } = place;
  const timeOf = (name: string): number | undefined => {
    const ref = filters.get(name)?.at(-1);
    return ref === undefined ? undefined : containers.get(owner, ref).createdAt;
  };
  const { before = Number.POSITIVE_INFINITY, since = Number.NEGATIVE_INFINITY } = {
    before: timeOf("before"),
    since: timeOf("since"),
  };
  const exited = (filters.get("exited") ?? []).map(readExitCode);
  flagFilter(filters, "is-task");
  for (const state of filters.get("status") ?? []) requireState(state);
  return (container) =>
    container.createdAt < before &&
    container.createdAt > since &&
    (exited.length === 0 || (container.state.phase === "exited" && exited.includes(container.state.code))) &&
    matchesItself(container, filters) &&
    matchesImage(place, container, filters);
}

function matchesItself(container: Container, filters: Filters): boolean {
  const { id, name, state, volumes, ports, spec } = container;
  const health = state.phase === "running" ? (state.health?.state ?? "none") : "none";
  return (
    matchesAny(filters, "id", (value) => id.startsWith(value)) &&
    matchesAny(filters, "name", (value) => matchesName(name, value)) &&
    matchesAny(filters, "status", (value) => value === stateWord(state)) &&
    matchesAny(filters, "health", (value) => value === health) &&
    matchesAny(filters, "network", (value) => value === (spec.network === "none" ? "none" : "bridge")) &&
    matchesAny(filters, "volume", (value) => volumes.some((volume) => [volume.name, volume.target].includes(value))) &&
    matchesAny(filters, "publish", (value) => ports.some(({ host, protocol }) => isPort(value, host, protocol)))
  );
}

function matchesImage({ owner, images }: FilterPlace, { image, spec }: Container, filters: Filters): boolean {
  if (!OF_IMAGE.some((name) => filters.has(name))) return true;
  const config = mergedConfig(spec, images.get(owner, image.id)?.config.config ?? {});
  const isFrom = (wanted: string): boolean =>
    imageName(image.ref) === imageName(wanted) || images.get(owner, wanted)?.id === image.id;
  return (
    matchesAny(filters, "ancestor", isFrom) &&
    matchesAny(filters, "expose", (value) =>
      Object.keys(config.ExposedPorts ?? {}).some((port) => isExposed(value, port)),
    ) &&
    matchesLabels(filters, config.Labels ?? {})
  );
}

function requireState(state: string): void {
  if (STATES.includes(state)) return;
  throw invalidFilter(
    `invalid filter 'status=${state}': invalid value for state (${state}): must be one of ${STATES.join(", ")}`,
  );
}

function readExitCode(text: string): number {
  if (/^-?\d{1,10}$/.test(text)) return Number(text);
  throw invalidFilter(`invalid filter 'exited=[${text}]'`);
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

/** `80`, `80/tcp`, or `8000-8010/tcp`. */
function isPort(wanted: string, port: number, protocol: string): boolean {
  const [, first, last = first, of = "tcp"] = /^(\d+)(?:-(\d+))?(?:\/(tcp|udp))?$/.exec(wanted) ?? [];
  return first !== undefined && of === protocol && port >= Number(first) && port <= Number(last);
}

function isExposed(wanted: string, exposed: string): boolean {
  const [port = "", protocol = "tcp"] = exposed.split("/");
  return isPort(wanted, Number(port), protocol);
}
