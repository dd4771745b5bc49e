import { create } from "zustand";
import type { ImageDockerfile } from "#contract/imageDockerfile.ts";
import type { Digest } from "#contract/names/digest.ts";
import { textFile } from "#contract/workspaceFiles.ts";
import { getImageDockerfile } from "../../api/imageDockerfile.ts";
import { type Loadable, loadableOf } from "../loading/loadable.ts";
import { EMPTY_WORKSPACE } from "../workspace/workspace.ts";
import { createWorkspace } from "../workspace/workspaceActions.ts";

/** The Dockerfile of one image: the one that was asked for last. */
export const useImageDockerfile = create<{ readonly of?: Digest; readonly dockerfile?: Loadable<ImageDockerfile> }>(
  () => ({}),
);

export async function loadImageDockerfile(of: Digest): Promise<void> {
  const { of: last, dockerfile } = useImageDockerfile.getState();
  if (last === of && dockerfile?.phase === "ready") return;
  useImageDockerfile.setState({ of, dockerfile: { phase: "loading" } });
  const answer = await getImageDockerfile(of);
  if (useImageDockerfile.getState().of !== of) return;
  useImageDockerfile.setState({
    dockerfile: loadableOf(answer),
  });
}

/** Opens the text as the Dockerfile of a new workspace, which is named after the image. */
export function openDockerfile(text: string, name: string): Promise<boolean> {
  return createWorkspace({ ...EMPTY_WORKSPACE, name: name.slice(0, 128), files: [textFile("Dockerfile", text)] });
}
