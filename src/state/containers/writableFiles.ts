import { create } from "zustand";
import type { Container } from "#contract/container.ts";
import type { LayerFiles } from "#contract/image.ts";
import { getContainerFiles } from "../../api/containers.ts";
import type { Loadable } from "../image/image.ts";
import { addNotice } from "../page/notices.ts";

/** The files of the writable layer that a person looks at. */
export const useWritableFiles = create<{ readonly container?: string; readonly files?: Loadable<LayerFiles> }>(
  () => ({}),
);

/** Loads the files, again if the layer has changed since. Those that are known stay until then. */
export async function loadWritableFiles({ id }: Container): Promise<void> {
  if (useWritableFiles.getState().container !== id)
    useWritableFiles.setState({ container: id, files: { phase: "loading" } }, true);
  const answer = await getContainerFiles(id, 0);
  if (useWritableFiles.getState().container !== id) return;
  useWritableFiles.setState({
    files: answer.ok ? { phase: "ready", value: answer.value } : { phase: "failed", problem: answer.problem },
  });
}

/** Loads the next files, below those that are there. */
export async function loadMoreWritableFiles({ id }: Container): Promise<void> {
  const { container, files } = useWritableFiles.getState();
  if (container !== id || files?.phase !== "ready" || !files.value.truncated) return;
  const answer = await getContainerFiles(id, files.value.entries.length);
  if (useWritableFiles.getState().files !== files) return;
  if (!answer.ok) {
    addNotice({ text: answer.problem.title, tone: "error" });
    return;
  }
  const value = { ...answer.value, entries: [...files.value.entries, ...answer.value.entries] };
  useWritableFiles.setState({ files: { phase: "ready", value } });
}
