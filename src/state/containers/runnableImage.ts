import { create } from "zustand";
import type { Digest } from "#contract/names/digest.ts";
import { shortId } from "#contract/names/shortId.ts";
import { getImageDetail } from "../../api/containers.ts";
import type { Loadable } from "../loading/loadable.ts";
import type { RunnableImage } from "./runForm.ts";

interface RunnableStore {
  readonly id?: Digest;
  readonly image?: Loadable<RunnableImage>;
}

/** The image that is about to be run. */
export const useRunnableImage = create<RunnableStore>(() => ({}));

/** Its name is the one that a person gave it, if it still has that, or its ID as docker shortens it. */
export async function loadRunnableImage(id: Digest, tag: string): Promise<void> {
  useRunnableImage.setState({ id, image: { phase: "loading" } });
  const answer = await getImageDetail(id);
  if (useRunnableImage.getState().id !== id) return;
  if (!answer.ok) {
    useRunnableImage.setState({ image: { phase: "failed", problem: answer.problem } });
    return;
  }
  const { tags, config } = answer.value;
  const ref = tags.find((one) => one === tag || one === `${tag}:latest`) ?? tags[0] ?? shortId(id);
  useRunnableImage.setState({
    image: { phase: "ready", value: { ref: ref.replace(/:latest$/, ""), config: config.config ?? {} } },
  });
}
