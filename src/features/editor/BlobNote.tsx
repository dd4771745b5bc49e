import type { WorkspaceFile } from "#contract/workspace.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";

/** A file that no editor can show. */
export function BlobNote({ file }: { file: WorkspaceFile }) {
  return (
    <EmptyState title={file.path}>
      {formatSize(file.size)} ({exactBytes(file.size)}), mode {file.mode.toString(8).padStart(4, "0")}. It is not text,
      or too long to edit; a build copies it as it is.
    </EmptyState>
  );
}
