import { create } from "zustand";
import type { LocalImages } from "#contract/localImages.ts";
import { listLocalImages } from "../../api/localImages.ts";

/** The images of a Docker engine on the server's machine, as of the last time somebody asked; undefined while it is asked. */
export const useLocalImages = create<{ readonly local?: LocalImages }>(() => ({}));

export async function refreshLocalImages(): Promise<void> {
  useLocalImages.setState({}, true);
  const answer = await listLocalImages();
  const local = answer.ok ? answer.value : ({ available: false, reason: answer.problem.detail } as const);
  useLocalImages.setState({ local });
}
