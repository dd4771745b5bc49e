import { lazy, Suspense } from "react";
import { useContainerDialog } from "../../state/containers/containerDialog.ts";
import { findContainer, useContainers } from "../../state/containers/containers.ts";

const ContainerDialog = lazy(() =>
  import("./ContainerDialog.tsx").then((module) => ({ default: module.ContainerDialog })),
);

/** The question about a container that is open. It closes by itself when the container is gone. */
export function ContainerDialogs() {
  const open = useContainerDialog((state) => state.open);
  const container = useContainers((state) => findContainer(state, open?.about));
  if (!open || !container) return null;
  return (
    <Suspense>
      <ContainerDialog container={container} question={open.question} />
    </Suspense>
  );
}
