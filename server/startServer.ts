import { readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ProblemError } from "#contract/problemError.ts";
import { type Config, isSeparate } from "./config.ts";
import { lockData } from "./dataLock.ts";
import { makePrivate } from "./dataPrivacy.ts";
import { isLoopback } from "./http/access/security.ts";
import { addRoutes, createApp } from "./http/app.ts";
import type { Services } from "./http/base/services.ts";
import { type OpenEngine, openEngine } from "./http/engine/openEngine.ts";
import { listen } from "./listen.ts";
import { checkAfterRestart } from "./oci/store/afterRestart.ts";
import { adoptSeed, readSeed } from "./oci/store/seedImages.ts";
import { openServices } from "./openServices.ts";
import { setAsideLayers } from "./rootfs/setAsideLayers.ts";
import { StartError } from "./startError.ts";
import { NewerDataError } from "./storage/schemaVersion.ts";
import { openBuildTraces } from "./tracing/buildTraces.ts";
import { DEFAULT_OWNER } from "./workspaces/workspaceDatabase.ts";

const ROOT = path.resolve(import.meta.dirname, "..");

export interface Server {
  readonly url: string;
  /** What the operator should know, one sentence each. */
  readonly notices: readonly string[];
  /** Ends builds and streams in order, then releases the data folder. */
  close(): Promise<void>;
}

/** Starts Strata on its data folder. Throws a {@link StartError} if the machine or another server is in the way. */
export async function startServer(config: Config): Promise<Server> {
  const openFolder = makePrivate(config.dataDir);
  const lock = lockData(config.dataDir);
  if (lock === undefined) {
    throw new StartError(
      `${config.dataDir} is in use by another Strata server. Stop it, or set STRATA_DATA to another folder.`,
    );
  }
  try {
    const { url, lost, unusable, notice, close } = await serve(config);
    const notices = [
      ...[openFolder, notice].filter((text) => text !== undefined),
      ...lost.map((name) => `Image ${name} was lost when the machine went down. Build it again.`),
      ...unusable,
      ...(isLoopback(config.host)
        ? []
        : [`Anyone who can reach ${config.host} can run builds. See docs/operating.md.`]),
    ];
    return { url, notices, close: () => close().finally(() => lock.release()) };
  } catch (error) {
    lock.release();
    throw error instanceof NewerDataError ? new StartError(error.message) : error;
  }
}

interface Serving extends Pick<Server, "url" | "close"> {
  /** Names of images that a power cut damaged. */
  readonly lost: readonly string[];
  /** Containers and volumes that are kept but can't be used, one sentence each. */
  readonly unusable: readonly string[];
  /** Why the docker CLI can't use this server. */
  readonly notice: string | undefined;
}

async function serve(config: Config): Promise<Serving> {
  const app = createApp(config.log);
  const onFailure = (error: unknown) => app.log.error({ err: error }, "build or container failed unexpectedly");
  const { services, containers, janitor, closeStores } = openServices(config, readVersion(), onFailure);
  let engine: OpenEngine | undefined;
  const { traces: endpoint } = config;
  const onComplaint = (message: string) => app.log.warn(`OpenTelemetry: ${message}`);
  const traces = await openBuildTraces({ endpoint, version: services.version, builds: services.builds, onComplaint });
  const close = async () => {
    janitor.stop();
    await engine?.close();
    await Promise.all([services.consoles.close(), services.builds.stop(), containers.close()]);
    await traces.close();
    await services.streams.stop();
    await app.close();
    await services.lessons.close();
    await Promise.all([
      services.checker.close(),
      services.imageReader.close(),
      services.bodies.close(),
      services.manifests.close(),
      services.transfers.close(),
    ]);
    await services.rooms?.close();
    closeStores();
  };
  try {
    const lost = await repairAfterRestart(services, config.dataDir);
    await plantSeed(services, config.seed);
    const security = { host: config.host, allowedHosts: config.allowedHosts };
    const separate = isSeparate(config);
    await addRoutes(app, { services, security, metrics: config.metrics, separate, page: path.join(ROOT, "dist") });
    const url = await listen(app, config);
    engine = await openEngine(services, { dataDir: config.dataDir, onFailure });
    // The builder gets ready while the person reads the page.
    void services.builds.describe(DEFAULT_OWNER);
    janitor.idle();
    return { url, lost, unusable: containers.notices(), notice: engine.notice, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Images for offline use come into the data folder at the first start. Throws a {@link StartError}. */
async function plantSeed({ images }: Services, seed: string | undefined): Promise<void> {
  if (seed === undefined) return;
  const found = readSeed(seed);
  if (found === undefined)
    throw new StartError(`STRATA_SEED=${seed} has no images.json. Name the folder of a packed workshop.`);
  await adoptSeed(images, seed, found).catch((error: unknown) => {
    if (!(error instanceof ProblemError)) throw error;
    throw new StartError(`Can't use the images in ${seed}: ${error.message} Unpack the workshop again.`);
  });
}

/** Writes are not synced: what a power cut lost or left incomplete is found at the next start. */
async function repairAfterRestart({ blobs, images }: Services, dataDir: string): Promise<readonly string[]> {
  if (!(await checkAfterRestart(blobs, Date.now() - os.uptime() * 1000))) return [];
  const lost = images.dropBroken();
  setAsideLayers(path.join(dataDir, "snapshots"));
  return lost;
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) return String(manifest.version);
  return "unknown";
}
