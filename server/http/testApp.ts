import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance, RouteOptions } from "fastify";
import { BodyReader } from "#server/bodies/bodyReader.ts";
import { type BuildLog, openBuildLog } from "#server/builds/buildLog.ts";
import { BuildService } from "#server/builds/buildService.ts";
import { cacheMountsOf } from "#server/builds/cacheMounts.ts";
import { ScriptedBuilder } from "#server/builds/scriptedBuilder.ts";
import { Checker } from "#server/checks/service/checker.ts";
import { ScriptedContainers } from "#server/containers/scriptedContainers.ts";
import { openContextStore } from "#server/contexts/contextStore.ts";
import { OwnerPasses } from "#server/identity/ownerPasses.ts";
import { ImageReader } from "#server/inspection/imageReader.ts";
import type { OwnServer } from "#server/oci/distribution/protocol/ownServer.ts";
import { ManifestReader } from "#server/oci/distribution/server/manifestReader.ts";
import { openRegistry } from "#server/oci/distribution/server/registry.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";
import { openConsoles } from "#server/openConsoles.ts";
import { openLessons } from "#server/openLessons.ts";
import { openRooms } from "#server/openRooms.ts";
import { openShareStore } from "#server/shares/shareStore.ts";
import { DockerEngine } from "#server/transfers/dockerEngine.ts";
import { TransferService } from "#server/transfers/transferService.ts";
import { WorkspaceChanges } from "#server/workspaces/workspaceChanges.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { openWorkspaceStore } from "#server/workspaces/workspaceStore.ts";
import { addRoutes, createApp } from "./app.ts";
import { EventStreams } from "./base/eventStreams.ts";
import type { Services } from "./base/services.ts";

export interface TestApp {
  /** The data folder. */
  readonly dir: string;
  readonly app: FastifyInstance;
  readonly services: Services;
  readonly builder: ScriptedBuilder;
  readonly containers: ScriptedContainers;
  readonly log: BuildLog;
  close(): Promise<void>;
}

/** The app on real stores in a temporary folder, with a builder that the test controls. */
export async function createTestApp({
  uploadBytes = 1_000_000,
  listening = "127.0.0.1",
  pushedEntries = 1000,
  page,
  separate = false,
  shareBytes = 10_000_000,
  rooms: hasRooms = false,
  teacherWord,
  onRoute,
  lessonFolders = [],
  dockerHost = "unix:///nonexistent/docker.sock",
}: {
  uploadBytes?: number;
  /** The address that the server is told it listens on. */
  listening?: string;
  pushedEntries?: number;
  page?: string;
  separate?: boolean;
  shareBytes?: number;
  /** Whether there may be rooms. */
  rooms?: boolean;
  teacherWord?: string;
  /** Called with each route. */
  onRoute?: (route: RouteOptions) => void;
  /** Folders of further lessons. */
  lessonFolders?: readonly string[];
  /** `DOCKER_HOST`. */
  dockerHost?: string;
} = {}): Promise<TestApp> {
  const dir = mkdtempSync(path.join(tmpdir(), "strata-http-"));
  const builder = new ScriptedBuilder();
  const containers = new ScriptedContainers();
  const blobs = openBlobStore(path.join(dir, "blobs"));
  const images = openImageStore({ dir, blobs });
  const workspaces = openWorkspaceStore({ dir, maxBytes: 100_000 });
  const shares = openShareStore({ dir, blobs, maxBytes: shareBytes, maxTotalBytes: 100_000_000, days: 0 });
  const log = openBuildLog(dir);
  const limits = {
    blobBytes: uploadBytes,
    heldBytes: uploadBytes * 100,
    entries: pushedEntries,
    open: 20,
    idleMs: 3_600_000,
  };
  const registry = openRegistry({ dir, images, limits });
  const builds = new BuildService({
    builders: [builder],
    standardBuilder: "embedded",
    log,
    queue: { running: 2, waiting: 10, keep: 10, seconds: 60 },
    logBytes: 10_000_000,
    onFailure: () => {},
  });
  const passes = new OwnerPasses();
  const own: OwnServer = {};
  const served: Omit<Services, "consoles" | "lessons" | "rooms"> = {
    version: "1.2.3",
    builds,
    cacheMounts: cacheMountsOf([]),
    workspaces,
    changes: new WorkspaceChanges(),
    blobs,
    images,
    containers,
    shares,
    registry,
    manifests: new ManifestReader({ dir, limits: { ...limits, imageBytes: limits.blobBytes * 10, keptBytes: 1e9 } }),
    onPush: () => {},
    transfers: new TransferService({
      dir,
      registry: { mirrors: [], retryDelayMs: 1, idleTimeoutMs: 2000, own },
      isOperator: (owner) => !separate && owner === DEFAULT_OWNER,
      passOf: (owner) => passes.of(owner),
      keyFile: path.join(dir, "secret.key"),
      imageBytes: limits.blobBytes * 10,
      keptBytes: 1e9,
    }),
    passes,
    own,
    imageReader: new ImageReader(dir),
    dockerEngine: new DockerEngine({ address: () => dockerHost, refusal: () => undefined }),
    bodies: new BodyReader({ dir, maxBytes: 100_000, maxTotalBytes: 10_000_000 }),
    contexts: openContextStore(blobs),
    checker: new Checker(dir),
    tags: {
      find: async ({ repository }) => (repository === "library/listed" ? ["2", "1"] : undefined),
      has: async ({ repository, tag = "" }) => (repository === "library/listed" ? ["2", "1"].includes(tag) : undefined),
    },
    uploads: { bytes: uploadBytes, workspaceBytes: 100_000 },
    streams: new EventStreams(),
    facts: { storeBytes: () => 12_000, storeLimit: 20_000, containers: () => ({ running: 1, exited: 2 }) },
  };
  const lessons = openLessons(served, { dir, folders: lessonFolders, onFailure: () => {} });
  const consoles = openConsoles(
    served,
    dir,
    () => {},
    (ran) => lessons.ran(ran),
  );
  const withLessons = { ...served, lessons, consoles };
  const roomOptions = { dir, operatorsWord: teacherWord, onFailure: () => {} };
  const rooms = hasRooms ? openRooms(withLessons, roomOptions) : undefined;
  const services: Services = { ...withLessons, rooms };
  const app = createApp("silent");
  if (onRoute !== undefined) app.addHook("onRoute", onRoute);
  await addRoutes(app, {
    services,
    metrics: { use: "yes", word: "the word" },
    security: { host: listening, allowedHosts: ["strata.example"] },
    separate,
    ...(page === undefined ? {} : { page }),
  });
  return {
    dir,
    app,
    services,
    builder,
    containers,
    log,
    async close() {
      await builds.stop();
      await consoles.close();
      await lessons.close();
      await services.streams.stop();
      await services.checker.close();
      await services.imageReader.close();
      await services.bodies.close();
      await services.manifests.close();
      await services.transfers.close();
      await app.close();
      await rooms?.close();
      registry.close();
      for (const store of [log, workspaces, shares, images]) store.close();
      rmSync(dir, { recursive: true });
    },
  };
}
