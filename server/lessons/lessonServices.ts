import type { Digest } from "#contract/names/digest.ts";
import type { WorkspaceCreated, WorkspaceSaved } from "#contract/workspace.ts";
import type { BuildService } from "#server/builds/buildService.ts";
import type { Containers } from "#server/containers/containers.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { WorkspaceChanges } from "#server/workspaces/workspaceChanges.ts";
import type { WorkspaceStore } from "#server/workspaces/workspaceStore.ts";

/** A workspace and its owner. */
export interface WorkspacePlace {
  readonly owner: string;
  readonly id: string;
}

type Body = AsyncIterable<Uint8Array>;

/** Writes workspaces, in a thread of its own. */
export interface WorkspaceWriter {
  read(place: WorkspacePlace): Promise<{ readonly revision: number; readonly json: Uint8Array }>;
  create(owner: string, content: Body): Promise<WorkspaceCreated>;
  save(place: WorkspacePlace, content: Body, expected: number | undefined): Promise<WorkspaceSaved>;
  keepVersion(place: WorkspacePlace, content: Body): Promise<{ readonly version: number }>;
  noteSent(owner: string, digest: Digest): Promise<void>;
}

/** What answered on a port of the machine. */
export interface AnsweredPort {
  readonly status: number;
  readonly text: string;
}

/** What lessons work with. */
export interface LessonServices {
  readonly workspaces: WorkspaceStore;
  readonly bodies: { readonly workspaces: WorkspaceWriter };
  readonly changes: WorkspaceChanges;
  readonly builds: BuildService;
  readonly containers: Containers;
  readonly blobs: BlobStore;
  readonly images: ImageStore;
  /** What is in an image, as JSON. Throws a ProblemError. */
  readonly imageReader: {
    look(
      image: { readonly workspace: string; readonly ref: string },
      view: { readonly at: "image" | "stack" } | { readonly at: "files"; readonly path: string },
    ): Promise<Uint8Array>;
  };
  /** What checks find in a Dockerfile, as JSON. Throws a ProblemError. */
  readonly checker: { check(question: { readonly text: string; readonly input: object }): Promise<Uint8Array> };
  /** Whether Strata's own registry holds what the owner pushed under this name. */
  readonly isPushed: (owner: string, reference: string) => boolean;
  /** Undefined if nothing answers on this port of the machine. */
  readonly askPort: (port: number, path: string) => Promise<AnsweredPort | undefined>;
}
