import type { Container } from "#contract/container.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { ContainerFact, Need, PortFact } from "#lessons/checks/facts.ts";
import { isMeantContainer } from "#lessons/checks/matchingContainers.ts";
import { askContainer } from "./askContainer.ts";
import type { Gathering } from "./gathering.ts";
import type { LessonServices } from "./lessonServices.ts";
import { SCRIPT_LABEL } from "./scriptImage.ts";

type ContainersNeed = Extract<Need, { kind: "containers" }>;

/** Containers that are looked into, the newest ones. */
const MOST = 5;
/** Bytes of a log that are read, from its end backwards by lines. */
const LOG_BYTES = 200_000;
const LOG_LINES = 2000;
const MOST_CHANGES = 5000;

/** The containers that checks mean, made since the lesson began. */
export async function gatherContainers(
  needs: readonly ContainersNeed[],
  { place, lessonBegan, signal }: Gathering,
  services: LessonServices,
): Promise<readonly ContainerFact[]> {
  if (needs.length === 0) return [];
  const isMade = ({ createdAt, spec }: Container) =>
    createdAt >= lessonBegan && !Object.hasOwn(spec.labels ?? {}, SCRIPT_LABEL);
  const recent = services.containers.list(place.owner).filter(isMade);
  const facts: ContainerFact[] = [];
  for (const container of recent) {
    const meant = needs.filter(({ which }) => isMeantContainer(which, container));
    if (meant.length === 0 || facts.length >= MOST) continue;
    facts.push(await seeContainer(container, meant, { owner: place.owner, services, signal }));
  }
  return facts;
}

interface Looking {
  readonly owner: string;
  readonly services: LessonServices;
  readonly signal: AbortSignal;
}

async function seeContainer(
  container: Container,
  needs: readonly ContainersNeed[],
  { owner, services, signal }: Looking,
): Promise<ContainerFact> {
  const asks = new Map(needs.flatMap(({ asks: all }) => all.map((ask) => [`${ask.port} ${ask.path}`, ask] as const)));
  const isAsked = (what: "logs" | "changes") => needs.some((need) => need[what]);
  const { containers } = services;
  const logs = isAsked("logs") ? await readLogs(container, { owner, services, signal }) : undefined;
  const changes = isAsked("changes") ? await containers.changes(owner, container.id).catch(unlessProblem) : undefined;
  const answers: PortFact[] = [];
  for (const ask of asks.values())
    answers.push(await askContainer(container, ask, { askPort: services.askPort, signal }));
  return {
    container,
    ...(logs !== undefined && { logs }),
    ...(changes !== undefined && { changes: changes.slice(0, MOST_CHANGES) }),
    answers,
  };
}

async function readLogs({ id }: Container, { owner, services, signal }: Looking): Promise<string | undefined> {
  try {
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const { bytes } of services.containers.logs(owner, id, { tail: LOG_LINES }, signal)) {
      parts.push(bytes);
      length += bytes.length;
      if (length > LOG_BYTES) break;
    }
    return Buffer.concat(parts).toString("utf8");
  } catch (error) {
    return unlessProblem(error);
  }
}

/** What a container that just went can't tell anymore. */
function unlessProblem(error: unknown): undefined {
  if (!(error instanceof ProblemError)) throw error;
}
