import { useEffect } from "react";
import type { Digest } from "#contract/names/digest.ts";
import { loadRunnableImage, useRunnableImage } from "../../state/containers/runnableImage.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { RunFields } from "./RunFields.tsx";

/** How to run an image: its form, once the image's configuration is known. */
export function RunPopover({ image: id, onDone }: { image: Digest; onDone: () => void }) {
  const image = useRunnableImage((state) => (state.id === id ? state.image : undefined));
  const tag = useWorkspace(({ content }) => content.settings.tag);
  useEffect(() => void loadRunnableImage(id, tag), [id, tag]);
  if (image?.phase === "failed") return <ProblemNote problem={image.problem} />;
  return image?.phase === "ready" ? <RunFields image={image.value} onDone={onDone} /> : null;
}
