import { useEffect, useState } from "react";
import { findContainer, useContainers } from "../../state/containers/containers.ts";
import { loadMoreWritableFiles, loadWritableFiles, useWritableFiles } from "../../state/containers/writableFiles.ts";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { LayerFileTree } from "./LayerFileTree.tsx";

/** The files of a container's writable layer, loaded again when it changes. */
export function WritableContent({ id }: { id: string }) {
  const container = useContainers((state) => findContainer(state, id));
  const files = useWritableFiles((state) => (state.container === id ? state.files : undefined));
  const writable = container?.writable;
  const counted = writable && `${writable.bytes} ${writable.added} ${writable.changed} ${writable.deleted}`;
  const [loaded, setLoaded] = useState<string>();
  useEffect(() => {
    if (!container || loaded === (counted ?? "")) return;
    setLoaded(counted ?? "");
    void loadWritableFiles(container);
  }, [container, counted, loaded]);
  if (!container) return null;
  return (
    <>
      {files?.phase === "failed" && <ProblemNote problem={files.problem} />}
      {files?.phase === "ready" && (
        <LayerFileTree files={files.value} scope="layer" onMore={() => void loadMoreWritableFiles(container)} />
      )}
    </>
  );
}
