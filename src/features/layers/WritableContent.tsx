import { findContainer, useContainers } from "../../state/containers/containers.ts";
import { type DrawTree, detailsTree } from "./drawTree.ts";

/** The files of a container's writable layer, asked for again when it changes. */
export function WritableContent({ id, tree }: { id: string; tree: DrawTree }) {
  const writable = useContainers((state) => findContainer(state, id)?.writable);
  const version = writable && `${writable.bytes} ${writable.added} ${writable.changed} ${writable.deleted}`;
  return tree(detailsTree({ kind: "container", id }, version));
}
