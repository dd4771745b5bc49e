import path from "node:path";
import type { Digest } from "#contract/names/digest.ts";
import { changeConfig } from "#dockerfile/plan/changeConfig.ts";
import { BodyReader } from "./bodies/bodyReader.ts";
import type { Builder } from "./builders/builder.ts";
import { type BuildKitSettings, createBuildKitBuilder } from "./builders/buildkit/buildKitBuilder.ts";
import { openStepCache } from "./builders/cache/stepCache.ts";
import { createEmbeddedBuilder, type EmbeddedBuilder } from "./builders/embedded/embeddedBuilder.ts";
import type { OwnerLogins } from "./builders/ownerLogins.ts";
import { openBuildLog } from "./builds/buildLog.ts";
import { BuildService } from "./builds/buildService.ts";
import { cacheMountsOf } from "./builds/cacheMounts.ts";
import { StoreJanitor } from "./builds/storeJanitor.ts";
import { Checker } from "./checks/service/checker.ts";
import { type Config, hasRooms, isSeparate } from "./config.ts";
import { ContainerService } from "./containers/service/containerService.ts";
import { openContextStore } from "./contexts/contextStore.ts";
import { EventStreams } from "./http/base/eventStreams.ts";
import type { Services } from "./http/base/services.ts";
import { OwnerPasses } from "./identity/ownerPasses.ts";
import { dropAllHidden } from "./images/dropHidden.ts";
import { usedImages } from "./images/imageUsers.ts";
import { ImageReader } from "./inspection/imageReader.ts";
import type { OwnServer } from "./oci/distribution/protocol/ownServer.ts";
import type { RegistrySettings } from "./oci/distribution/registrySettings.ts";
import { ManifestReader } from "./oci/distribution/server/manifestReader.ts";
import { openRegistry } from "./oci/distribution/server/registry.ts";
import { TagFinder } from "./oci/distribution/tagFinder.ts";
import { type BlobStore, openBlobStore } from "./oci/store/blobStore.ts";
import { openImageStore } from "./oci/store/imageStore.ts";
import { openConsoles } from "./openConsoles.ts";
import { openLessons } from "./openLessons.ts";
import { openRooms } from "./openRooms.ts";
import { pushLimits } from "./pushLimits.ts";
import { registrySettingsOf } from "./registrySettingsOf.ts";
import { openShareStore, type ShareStoreOptions } from "./shares/shareStore.ts";
import { DockerEngine } from "./transfers/dockerEngine.ts";
import { TransferService } from "./transfers/transferService.ts";
import { WorkspaceChanges } from "./workspaces/workspaceChanges.ts";
import { DEFAULT_OWNER } from "./workspaces/workspaceDatabase.ts";
import { openWorkspaceStore } from "./workspaces/workspaceStore.ts";

export interface OpenServices {
  readonly services: Services;
  readonly containers: ContainerService;
  readonly janitor: StoreJanitor;
  closeStores(): void;
}

/** Builders and services over one data folder. `onFailure` is called with our own failures. */
export function openServices(config: Config, version: string, onFailure: (error: unknown) => void): OpenServices {
  const blobs = openBlobStore(path.join(config.dataDir, "blobs"));
  const images = openImageStore({ dir: config.dataDir, blobs });
  const workspaceLimits = {
    dir: config.dataDir,
    maxBytes: config.uploads.workspaceBytes,
    maxTotalBytes: config.storeLimit,
  };
  const workspaces = openWorkspaceStore(workspaceLimits);
  const limits = pushLimits(config);
  const shares = openShareStore(shareSettings(config, images.blobs));
  const ownRegistry = openRegistry({ dir: config.dataDir, images, limits });
  const log = openBuildLog(config.dataDir);
  const passes = new OwnerPasses();
  const own: OwnServer = {};
  const registry: RegistrySettings = { ...registrySettingsOf(config), own };
  const embedded = embeddedBuilder(config, registry);
  const contexts = openContextStore(blobs);
  const logins: OwnerLogins = {
    of: (owner) => transfers.credentials(owner),
    pull: (owner, reference, options, signal) => transfers.pull(owner, reference, options, signal),
  };
  const builds = new BuildService({
    builders: [embedded, ...buildKitBuilders(config, { registry, images, contexts, logins })],
    standardBuilder: config.builder,
    log,
    queue: config.queue,
    logBytes: config.run.outputBytes * 2,
    onFailure,
    dropImage: (owner, id) => images.endHidden(owner, id, usedImages(containers, owner).has(id)),
  });
  const containers = new ContainerService({
    settings: { dataDir: config.dataDir, network: config.network, sandbox: config.sandbox },
    images,
    docker: { hosts: config.docker.hosts, isShared: isSeparate(config) },
    limits: { ...config.containers, diskBytes: Math.min(config.containers.diskBytes, config.storeLimit) },
    changeConfig,
    withoutSweep: (work) => embedded.withoutSweep(work),
    onFailure,
  });
  dropAllHidden({ images, containers, builds });
  let othersBlobs: () => Iterable<Digest> = () => [];
  const janitor = new StoreJanitor({
    stores: [embedded],
    limitBytes: config.storeLimit,
    needed: () => [
      ...workspaces.blobs(),
      ...shares.needed(),
      ...ownRegistry.needed(),
      ...containers.needed(),
      ...othersBlobs(),
    ],
    mounted: () => containers.mounted(),
    elsewhere: () => ownRegistry.uploads.bytes + containers.bytes(),
    whilePaused: (patienceMs, work) => builds.whilePaused(patienceMs, work),
    onFailure,
  });
  builds.listeners.watch({ onIdle: () => janitor.idle(), onEnd: () => janitor.busy() });
  const transfers = new TransferService({
    dir: config.dataDir,
    registry,
    isOperator: operatorOf(config),
    passOf: (owner) => passes.of(owner),
    keyFile: config.secretKeyFile,
    imageBytes: limits.imageBytes,
    keptBytes: limits.keptBytes,
    onStored: () => janitor.idle(),
  });
  const served: Omit<Services, "consoles" | "lessons" | "rooms"> = {
    version,
    builds,
    cacheMounts: cacheMountsOf([embedded]),
    workspaces,
    changes: new WorkspaceChanges(),
    blobs,
    images,
    containers,
    shares,
    registry: ownRegistry,
    manifests: new ManifestReader({ dir: config.dataDir, limits }),
    onPush: () => janitor.idle(),
    transfers,
    passes,
    own,
    imageReader: new ImageReader(config.dataDir),
    dockerEngine: dockerEngineOf(config),
    bodies: new BodyReader(workspaceLimits),
    contexts,
    checker: new Checker(config.dataDir),
    tags: new TagFinder({ settings: registry }),
    uploads: config.uploads,
    streams: new EventStreams(),
    facts: {
      storeBytes: () => janitor.usedBytes,
      storeLimit: config.storeLimit,
      containers: () => containers.countByState(),
    },
  };
  const { dataDir, teacherWord } = config;
  const lessons = openLessons(served, { dir: dataDir, folders: config.lessons, onFailure });
  const consoles = openConsoles(served, dataDir, onFailure, (ran) => lessons.ran(ran));
  const withLessons = { ...served, lessons, consoles };
  const roomOptions = { dir: dataDir, operatorsWord: teacherWord, onFailure };
  const rooms = hasRooms(config) ? openRooms(withLessons, roomOptions) : undefined;
  othersBlobs = () => [...lessons.needed(), ...(rooms?.blobs() ?? [])];
  const services: Services = { ...withLessons, rooms };
  const closeStores = () => {
    for (const store of [log, workspaces, shares, ownRegistry, images]) store.close();
  };
  return { services, containers, janitor, closeStores };
}

/** Who an owner is: learners have owners of their own, also on a server for one person. */
function operatorOf(config: Config): (owner: string) => boolean {
  return (owner) => !isSeparate(config) && owner === DEFAULT_OWNER;
}

/** Whoever can use the engine has the machine: it is the operator's alone, on a server for one person. */
function dockerEngineOf(config: Config): DockerEngine {
  const { use, hosts } = config.docker;
  const isOperator = operatorOf(config);
  return new DockerEngine({
    address: () => hosts[0]?.address,
    refusal: (owner) => {
      if (!use) return "The operator has turned this off (STRATA_DOCKER=no).";
      return isOperator(owner)
        ? undefined
        : "Only the person who runs this server may load images of its Docker engine.";
    },
  });
}

/** Shares are never swept: all of them may take a quarter of the store. */
function shareSettings({ dataDir: dir, storeLimit, shares }: Config, blobs: BlobStore): ShareStoreOptions {
  return { dir, blobs, maxBytes: shares.bytes, maxTotalBytes: storeLimit / 4, days: shares.days };
}

function embeddedBuilder(config: Config, registry: RegistrySettings): EmbeddedBuilder {
  const settings = {
    dataDir: config.dataDir,
    registry,
    network: config.network,
    sandbox: config.sandbox,
    ...(config.sshAgent === undefined ? {} : { sshAgent: config.sshAgent }),
    // A build that writes more than the whole store may hold could never be kept.
    limits: { ...config.run, diskBytes: Math.min(config.run.diskBytes, config.storeLimit) },
  };
  // Its processes open it too, but whoever starts a server must see what is wrong with it.
  openStepCache(path.join(config.dataDir, "cache.db")).close();
  return createEmbeddedBuilder(settings, undefined, { builds: config.queue.running, weight: 1 });
}

function buildKitBuilders(
  config: Config,
  stores: Pick<BuildKitSettings, "registry" | "images" | "contexts" | "logins">,
): Builder[] {
  const { dataDir, buildKit, sshAgent, run, storeLimit } = config;
  const bounds = {
    outputBytes: run.outputBytes,
    diskBytes: Math.min(run.diskBytes, storeLimit),
    seconds: run.seconds,
  };
  const isOperator = operatorOf(config);
  const shared = {
    dataDir,
    docker: buildKit.cli,
    bounds,
    isOperator,
    ...(sshAgent !== undefined && { sshAgent }),
    ...stores,
  };
  return buildKit.builders.map((builder) => createBuildKitBuilder({ ...shared, builder }));
}
