import { create } from "zustand";
import type { Container } from "#contract/container.ts";
import type { PortAnswer } from "#contract/containerCalls.ts";
import { getContainerStats, getPortAnswer } from "../../api/containers.ts";
import { isRunning, useContainers } from "./containers.ts";

interface ContainerFigures {
  /** Bytes of memory in use, by container ID. */
  readonly memory: Readonly<Record<string, number>>;
  /** What answers on a port, by `answerKey`. */
  readonly answers: Readonly<Record<string, PortAnswer>>;
}

/** What is measured of running containers while their list is on the screen. */
export const useContainerFigures = create<ContainerFigures>(() => ({ memory: {}, answers: {} }));

export const answerKey = (id: string, port: number): string => `${id} ${port}`;

/** Milliseconds between two looks. */
const LOOK_EVERY = 3000;

/** Measures now and again until the returned function is called; not while the page is hidden. */
export function watchFigures(): () => void {
  const look = () => {
    if (document.visibilityState === "hidden") return;
    for (const container of useContainers.getState().containers.filter(isRunning)) void measure(container);
  };
  look();
  const timer = setInterval(look, LOOK_EVERY);
  // A container that has just started is looked at at once.
  const end = useContainers.subscribe(({ containers }, before) => {
    const ran = new Set(before.containers.filter(isRunning).map(({ id }) => id));
    for (const one of containers) if (isRunning(one) && !ran.has(one.id)) void measure(one);
  });
  return () => {
    clearInterval(timer);
    end();
  };
}

async function measure({ id, ports }: Container): Promise<void> {
  const stats = await getContainerStats(id);
  if (stats.ok)
    useContainerFigures.setState(({ memory }) => ({ memory: { ...memory, [id]: stats.value.memoryBytes } }));
  for (const { container, protocol } of ports) {
    if (protocol === "tcp") await askAgain(id, container);
  }
}

/** Once something answered, it is asked again only when a person wants to. */
async function askAgain(id: string, port: number): Promise<void> {
  if (useContainerFigures.getState().answers[answerKey(id, port)]?.kind === "http") return;
  await askPort(id, port);
}

export async function askPort(id: string, port: number): Promise<void> {
  const answer = await getPortAnswer(id, port);
  if (answer.ok)
    useContainerFigures.setState(({ answers }) => ({ answers: { ...answers, [answerKey(id, port)]: answer.value } }));
}
