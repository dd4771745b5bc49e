import {
  type CommitRequest,
  type ContainerEvent,
  type ContainerSpec,
  containerEventSchema,
  containerListSchema,
  containerSchema,
  containerStatsSchema,
} from "#contract/container.ts";
import { committedSchema, portAnswerSchema } from "#contract/containerCalls.ts";
import { imageDetailSchema } from "#contract/image.ts";
import { openedShellSchema } from "#contract/openedShell.ts";
import { parseJson } from "#contract/parseJson.ts";
import { routes } from "#contract/routes.ts";
import { readEvents, type StreamEnd } from "./eventSource.ts";
import { request } from "./request.ts";

type Signal = AbortSignal | undefined;

export const listContainers = (signal?: Signal) =>
  request({ path: routes.containers(), answer: containerListSchema, signal });
export const getContainer = (id: string) => request({ path: routes.container(id), answer: containerSchema });
export const createContainer = (spec: ContainerSpec) =>
  request({ path: routes.containers(), method: "POST", json: spec, answer: containerSchema });

/** What is done with a container as a whole, in the words of the API. */
export type ContainerAction = "start" | "stop" | "kill" | "restart" | "pause" | "unpause";

const ACTIONS: Record<ContainerAction, (id: string) => string> = {
  start: routes.containerStart,
  stop: routes.containerStop,
  kill: routes.containerKill,
  restart: routes.containerRestart,
  pause: routes.containerPause,
  unpause: routes.containerUnpause,
};

export const actOnContainer = (id: string, action: ContainerAction) =>
  request({ path: ACTIONS[action](id), method: "POST" });
export const renameContainer = (id: string, name: string) =>
  request({ path: routes.containerRename(id), method: "POST", json: { name } });
/** With its anonymous volumes, as `docker rm -f -v`. */
export const removeContainer = (id: string) =>
  request({ path: `${routes.container(id)}?force=true&volumes=true`, method: "DELETE" });
export const commitContainer = (id: string, commit: CommitRequest) =>
  request({ path: routes.containerCommit(id), method: "POST", json: commit, answer: committedSchema });
export const getContainerStats = (id: string, signal?: Signal) =>
  request({ path: routes.containerStats(id), answer: containerStatsSchema, signal });
export const getPortAnswer = (id: string, port: number) =>
  request({ path: routes.containerAnswer(id, port), answer: portAnswerSchema });
export const getImageDetail = (ref: string) => request({ path: routes.image(ref), answer: imageDetailSchema });

/** Containers with a shell, not started: at a step of a build, or on a layer of an image. */
export const openStepShell = (build: string, step: string) =>
  request({ path: routes.stepShell(build, step), method: "POST", answer: openedShellSchema });
export const openLayerShell = (image: string, layer: number) =>
  request({ path: routes.layerShell(image, layer), method: "POST", answer: openedShellSchema });

/** Reports changes until aborted. `onConnection(true)` means that what was known before may be outdated. */
export function watchContainers(
  onEvent: (event: ContainerEvent) => void,
  onConnection: (connected: boolean) => void,
  signal: AbortSignal,
): Promise<StreamEnd> {
  return readEvents({
    path: routes.containerEvents(),
    signal,
    onConnection,
    onMessage: ({ data }) => {
      const event = containerEventSchema.safeParse(parseJson(data));
      if (event.success) onEvent(event.data);
      return false;
    },
  });
}
