import type { WorkspaceFile } from "#contract/workspace.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { messages } from "./messages.ts";

/** A file the editor can't show. */
export function BlobNote({ file }: { file: WorkspaceFile }) {
  return (
    <EmptyState title={file.path}>
      {messages.blob(formatSize(file.size), exactBytes(file.size), file.mode.toString(8).padStart(4, "0"))}
    </EmptyState>
  );
}
