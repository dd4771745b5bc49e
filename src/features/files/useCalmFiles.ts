import { useEffect, useState } from "react";
import type { Files } from "#contract/workspaceFiles.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";

/** How far a size may lag behind typing, in milliseconds. */
const CALM_MS = 250;

/** The files as the tree needs them: added, removed, and moved files at once, sizes a moment later. */
export function useCalmFiles(): Files {
  const [files, setFiles] = useState<Files>(() => useWorkspace.getState().content.files);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = () => {
      clearTimeout(timer);
      timer = undefined;
      setFiles(useWorkspace.getState().content.files);
    };
    take();
    const end = useWorkspace.subscribe(({ content }, before) => {
      if (content.files === before.content.files) return;
      if (!haveSamePaths(content.files, before.content.files)) take();
      else timer ??= setTimeout(take, CALM_MS);
    });
    return () => {
      end();
      clearTimeout(timer);
    };
  }, []);
  return files;
}

/** Lists are sorted by path, so the same paths have the same positions. */
function haveSamePaths(a: Files, b: Files): boolean {
  return (
    a.length === b.length && a.every(({ path, kind }, index) => path === b[index]?.path && kind === b[index]?.kind)
  );
}
