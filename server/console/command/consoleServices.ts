import type { Digest } from "#contract/names/digest.ts";
import type { WorkspaceSaved } from "#contract/workspace.ts";
import type { BuildService } from "#server/builds/buildService.ts";
import type { CacheMounts } from "#server/builds/cacheMounts.ts";
import type { Containers } from "#server/containers/containers.ts";
import type { ContextLimits } from "#server/contexts/contextLimits.ts";
import type { ContextStore } from "#server/contexts/contextStore.ts";
import type { ContentCounter } from "#server/images/listImages.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { Transfers } from "#server/transfers/transfers.ts";
import type { FileEdits } from "#server/workspaces/fileEdits.ts";
import type { WorkspaceChanges } from "#server/workspaces/workspaceChanges.ts";
import type { WorkspaceStore } from "#server/workspaces/workspaceStore.ts";

interface WorkspacePlace {
  readonly owner: string;
  readonly id: string;
}

type Body = AsyncIterable<Uint8Array>;

/** Writes workspaces and contexts, in a thread of its own. */
export interface ConsoleBodies {
  readonly workspaces: {
    read(place: WorkspacePlace): Promise<{ readonly revision: number; readonly json: Uint8Array }>;
    /** Changes files of revision `expected`. Throws `workspace/stale` if the workspace was saved since. */
    edit(place: WorkspacePlace, edits: FileEdits, expected: number): Promise<WorkspaceSaved>;
    /** The owner may refer to this blob from now on. */
    noteSent(owner: string, digest: Digest): Promise<void>;
  };
  keepContext(
    context: { readonly form: "json" | "tar"; readonly owner: string; readonly limits: ContextLimits },
    body: Body,
  ): Promise<{ readonly digest: Digest }>;
}

/** What the console's commands work with. */
export interface ConsoleServices {
  readonly version: string;
  readonly builds: BuildService;
  readonly cacheMounts: CacheMounts;
  /** Only read here: `bodies` writes. */
  readonly workspaces: WorkspaceStore;
  readonly changes: WorkspaceChanges;
  readonly bodies: ConsoleBodies;
  readonly blobs: BlobStore;
  readonly contexts: ContextStore;
  readonly images: ImageStore;
  readonly containers: Containers;
  readonly transfers: Transfers;
  /** What is in an image, as JSON. Throws a ProblemError. */
  readonly imageViews: {
    look(
      image: { readonly workspace: string; readonly ref: string },
      view: { readonly at: "inspect" | "history" },
    ): Promise<Uint8Array>;
  } & ContentCounter;
  readonly uploads: { readonly bytes: number; readonly workspaceBytes: number };
}
