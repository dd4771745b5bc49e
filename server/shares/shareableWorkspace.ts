import { workspaceContentSchema } from "#contract/workspace.ts";
import type { ShareManifest } from "./shareManifest.ts";

/** A workspace as a share keeps it. */
export interface ShareableWorkspace extends Pick<ShareManifest, "name" | "dockerfile" | "files" | "blobs"> {
  /** The content as JSON. */
  readonly json: Uint8Array;
}

/**
 * What is shared of a workspace: its name, files, and settings. Equal contents give equal bytes, whoever's they are, in
 * whichever order a client sent them; the ID, the revision, and the last build stay behind.
 */
export function shareableWorkspace(workspace: unknown): ShareableWorkspace {
  const { lastBuild: _lastBuild, ...content } = workspaceContentSchema.parse(workspace);
  const files = content.files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return {
    json: new TextEncoder().encode(JSON.stringify({ ...content, files })),
    name: content.name,
    dockerfile: content.settings.dockerfile,
    files: files.filter(({ kind }) => kind !== "folder").length,
    blobs: files.flatMap(({ path, blob, size }) => (blob === undefined ? [] : [{ path, digest: blob, size }])),
  };
}
