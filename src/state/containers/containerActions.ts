import type { CommitRequest, Container, ContainerSpec } from "#contract/container.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { OpenedShell } from "#contract/openedShell.ts";
import type { Problem } from "#contract/problem.ts";
import {
  actOnContainer,
  type ContainerAction,
  commitContainer,
  createContainer,
  openLayerShell,
  openStepShell,
  removeContainer,
  renameContainer,
} from "../../api/containers.ts";
import type { Result } from "../../api/result.ts";
import { loadBuildList } from "../build/buildList.ts";
import { attachTerminal, showContainerList } from "../console/terminals.ts";
import { openImage } from "../images/openedImage.ts";
import { addNotice } from "../page/notices.ts";
import { typedCommand } from "./typedCommand.ts";

export type { ContainerAction };

/** Does something with a container. The list follows by its events; a problem becomes a notice. */
export async function act({ id }: Container, action: ContainerAction): Promise<void> {
  notice(await actOnContainer(id, action));
}

export async function remove({ id }: Container): Promise<void> {
  notice(await removeContainer(id));
}

/** The problem, if it did not work. */
export async function rename({ id }: Container, name: string): Promise<Problem | undefined> {
  return problemOf(await renameContainer(id, name));
}

/** Makes an image of a container, and shows it. */
export async function commit({ id, name }: Container, request: CommitRequest): Promise<Problem | undefined> {
  const answer = await commitContainer(id, request);
  if (!answer.ok) return answer.problem;
  openImage(answer.value.id, request.tag ?? name, "layers");
  void loadBuildList();
  return undefined;
}

/** Creates a container and starts it: in a terminal, or in the background. One that could not start is removed. */
export async function run(spec: ContainerSpec): Promise<Problem | undefined> {
  const created = await createContainer(spec);
  if (!created.ok) return created.problem;
  if (spec.terminal) {
    attachTerminal(created.value, { start: true });
    return undefined;
  }
  const started = await actOnContainer(created.value.id, "start");
  if (started.ok) showContainerList();
  else await removeContainer(created.value.id);
  return problemOf(started);
}

/**
 * Opens a shell on the files after a step of a build; before it if it failed, with its command ready to be edited.
 */
export async function openShellAtStep(build: string, step: string): Promise<void> {
  showShell(await openStepShell(build, step));
}

/** Opens a shell on the files of an image up to a layer. */
export async function openShellAtLayer(image: Digest, layer: number): Promise<void> {
  showShell(await openLayerShell(image, layer));
}

function showShell(answer: Result<OpenedShell>): void {
  notice(answer);
  if (!answer.ok) return;
  const { container, command } = answer.value;
  const typed = command === undefined ? undefined : typedCommand(command);
  attachTerminal(container, { start: true, ...(typed !== undefined && { typed }) });
}

function problemOf(answer: Result<unknown>): Problem | undefined {
  return answer.ok ? undefined : answer.problem;
}

function notice(answer: Result<unknown>): void {
  if (answer.ok) return;
  const { title, detail } = answer.problem;
  addNotice({ text: `${title}: ${detail}`, tone: "error" });
}
