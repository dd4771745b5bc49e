import type { ImageReference } from "#contract/names/reference.ts";
import type { BodyReader } from "#server/bodies/bodyReader.ts";
import type { BuildService } from "#server/builds/buildService.ts";
import type { CacheMounts } from "#server/builds/cacheMounts.ts";
import type { Checker } from "#server/checks/service/checker.ts";
import type { ConsoleSessions } from "#server/console/session/consoleSessions.ts";
import type { Containers } from "#server/containers/containers.ts";
import type { ContextStore } from "#server/contexts/contextStore.ts";
import type { OwnerPasses } from "#server/identity/ownerPasses.ts";
import type { ImageReader } from "#server/inspection/imageReader.ts";
import type { LessonService } from "#server/lessons/lessonService.ts";
import type { ServerFacts } from "#server/metrics/serverFamilies.ts";
import type { OwnServer } from "#server/oci/distribution/protocol/ownServer.ts";
import type { ManifestReader } from "#server/oci/distribution/server/manifestReader.ts";
import type { Registry } from "#server/oci/distribution/server/registry.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { Rooms } from "#server/rooms/rooms.ts";
import type { ShareStore } from "#server/shares/shareStore.ts";
import type { DockerEngine } from "#server/transfers/dockerEngine.ts";
import type { TransferService } from "#server/transfers/transferService.ts";
import type { WorkspaceChanges } from "#server/workspaces/workspaceChanges.ts";
import type { WorkspaceStore } from "#server/workspaces/workspaceStore.ts";
import type { EventStreams } from "./eventStreams.ts";

/** Lists the tags of repositories. */
export interface TagSource {
  /** Undefined if their registry returns nothing. */
  find(reference: ImageReference): Promise<readonly string[] | undefined>;
  /** Whether there is the reference's tag; undefined if that is not known. */
  has(reference: ImageReference): Promise<boolean | undefined>;
}

/** The dependencies of the routes, wired in `openServices.ts`. */
export interface Services {
  readonly version: string;
  readonly builds: BuildService;
  readonly cacheMounts: CacheMounts;
  /** Only read here: `bodies` writes. */
  readonly workspaces: WorkspaceStore;
  readonly changes: WorkspaceChanges;
  readonly blobs: BlobStore;
  readonly contexts: ContextStore;
  readonly images: ImageStore;
  readonly containers: Containers;
  readonly shares: ShareStore;
  readonly registry: Registry;
  readonly manifests: ManifestReader;
  /** Called when something was pushed: the store has grown. */
  readonly onPush: () => void;
  readonly transfers: TransferService;
  readonly dockerEngine: DockerEngine;
  /** Of requests to itself. */
  readonly passes: OwnerPasses;
  /** Gets the port when the server listens. */
  readonly own: OwnServer;
  readonly imageReader: ImageReader;
  readonly bodies: BodyReader;
  readonly checker: Checker;
  readonly tags: TagSource;
  readonly uploads: { readonly bytes: number; readonly workspaceBytes: number };
  readonly streams: EventStreams;
  /** For the metrics. */
  readonly facts: Pick<ServerFacts, "storeBytes" | "storeLimit" | "containers">;
  readonly consoles: ConsoleSessions;
  /** Undefined if the server has none. */
  readonly rooms: Rooms | undefined;
  readonly lessons: LessonService;
}
