import { closeContainerDialog, useContainerDialog } from "../../state/containers/containerDialog.ts";
import { findContainer, useContainers } from "../../state/containers/containers.ts";
import { lateAbove } from "../../ui/late.tsx";

const ContainerDialog = lateAbove(
  () => import("./ContainerDialog.tsx").then((it) => it.ContainerDialog),
  closeContainerDialog,
);

/** The question about a container that is open. It closes by itself when the container is gone. */
export function ContainerDialogs() {
  const open = useContainerDialog((state) => state.open);
  const container = useContainers((state) => findContainer(state, open?.about));
  if (!open || !container) return null;
  return <ContainerDialog container={container} question={open.question} />;
}
