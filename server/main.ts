import { readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { createEmbeddedBuilder } from "./builders/embedded/embeddedBuilder.ts";
import { setAsideLayers } from "./builders/embedded/snapshots/setAsideLayers.ts";
import { openBuildLog } from "./builds/buildLog.ts";
import { BuildService } from "./builds/buildService.ts";
import { cacheMountsOf } from "./builds/cacheMounts.ts";
import { StoreKeeper } from "./builds/storeKeeper.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { openContextStore } from "./contexts/contextStore.ts";
import { lockData } from "./dataLock.ts";
import { makePrivate, PRIVATE_UMASK } from "./dataPrivacy.ts";
import { createApp } from "./http/app.ts";
import { BodyDesk } from "./http/bodyDesk.ts";
import { Checker } from "./http/checker.ts";
import { EventStreams } from "./http/eventStreams.ts";
import { ImageDesk } from "./http/imageDesk.ts";
import { isLoopback } from "./http/security.ts";
import type { Services } from "./http/services.ts";
import { checkAfterRestart } from "./images/afterRestart.ts";
import { openBlobStore } from "./images/blobStore.ts";
import { openImageStore } from "./images/imageStore.ts";
import { describeOptions } from "./options.ts";
import { TagFinder } from "./registry/tagFinder.ts";
import { readCredentials } from "./registryCredentials.ts";
import { stopOnSignals } from "./stopOnSignals.ts";
import { openWorkspaceStore } from "./workspaces/workspaceStore.ts";

const ROOT = path.resolve(import.meta.dirname, "..");

/** What keeps the server from starting, in words for the operator. */
class StartError extends Error {}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) return String(manifest.version);
  return "unknown";
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Builders and services over one data folder, and what closes them. */
function wire(config: Config, onFailure: (error: unknown) => void) {
  const blobs = openBlobStore(path.join(config.dataDir, "blobs"));
  const images = openImageStore({ dir: config.dataDir, blobs });
  const { authFile, ...settings } = config.registry;
  const registry = { ...settings, ...(authFile === undefined ? {} : { credentials: readCredentials(authFile) }) };
  const builders = [
    createEmbeddedBuilder({
      dataDir: config.dataDir,
      registry,
      network: config.network,
      ...(config.sshAgent === undefined ? {} : { sshAgent: config.sshAgent }),
      // A build that writes more than the whole store may have could never be kept.
      limits: { ...config.run, diskBytes: Math.min(config.run.diskBytes, config.storeLimit) },
    }),
  ];
  const log = openBuildLog({
    dir: config.dataDir,
    onWriteError(error) {
      onFailure(error);
      builds.endForFullDisk();
    },
  });
  const workspaces = openWorkspaceStore({ dir: config.dataDir, maxBytes: config.uploads.workspaceBytes });
  const keeper = new StoreKeeper({
    builders,
    limitBytes: config.storeLimit,
    needed: () => workspaces.blobs(),
    whilePaused: (patienceMs, work) => builds.whilePaused(patienceMs, work),
    onFailure,
  });
  const builds: BuildService = new BuildService({
    builders,
    standardBuilder: config.builder,
    log,
    queue: config.queue,
    logBytes: config.run.outputBytes * 2,
    onFailure,
    onIdle: () => keeper.idle(),
    onEnd: () => keeper.busy(),
  });
  const services = {
    version: readVersion(),
    builds,
    cacheMounts: cacheMountsOf(builders),
    workspaces,
    blobs,
    images,
    imageDesk: new ImageDesk(config.dataDir),
    bodies: new BodyDesk(config.dataDir),
    contexts: openContextStore(blobs),
    checker: new Checker(config.dataDir),
    tags: new TagFinder({ settings: registry }),
    uploads: config.uploads,
    streams: new EventStreams(),
  };
  const close = () => {
    log.close();
    workspaces.close();
    images.close();
  };
  return { services, keeper, close };
}

function address({ host }: Config, port: number): string {
  const shown = host === "127.0.0.1" || host === "::1" || host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return `http://${shown.includes(":") ? `[${shown}]` : shown}:${port}`;
}

function listenError(error: unknown, { host, port }: Config): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  if (error.code === "EADDRINUSE") {
    return new StartError(`Port ${port} on ${host} is taken. Start with another: PORT=8081 npm start`);
  }
  if (error.code === "EACCES") return new StartError(`Port ${port} needs rights that this user does not have.`);
  if (error.code === "EADDRNOTAVAIL") return new StartError(`HOST=${host} is no address of this machine.`);
  return error;
}

/** Writes are not waited for: what a power cut took away or left half-written is found at the next start. */
async function mendAfterRestart({ blobs, images }: Services, dataDir: string): Promise<void> {
  if (!(await checkAfterRestart(blobs, Date.now() - os.uptime() * 1000))) return;
  for (const name of images.dropBroken()) say(`The image ${name} was lost when the machine went down: build it again.`);
  setAsideLayers(path.join(dataDir, "snapshots"));
}

async function start(config: Config): Promise<void> {
  // For its owner alone: what people write is in it.
  process.umask(PRIVATE_UMASK);
  const openFolder = makePrivate(config.dataDir);
  if (openFolder !== undefined) say(openFolder);
  const lock = lockData(config.dataDir);
  if (lock === undefined) {
    throw new StartError(`Another Strata uses ${config.dataDir}. Stop it, or set STRATA_DATA to another folder.`);
  }
  const { services, keeper, close } = wire(config, (error) => app.log.error({ err: error }, "a build went wrong"));
  await mendAfterRestart(services, config.dataDir);
  const app: FastifyInstance = await createApp({
    services,
    security: { host: config.host, allowedHosts: config.allowedHosts },
    log: config.log,
    page: path.join(ROOT, "dist"),
  });
  stopOnSignals(async () => {
    keeper.stop();
    await services.builds.stop();
    await services.streams.stop();
    await app.close();
    close();
    lock.release();
  });
  await app.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
    throw listenError(error, config);
  });
  const bound = app.server.address();
  if (!isLoopback(config.host)) say(`Whoever reaches ${config.host} can build here: see docs/operating.md.`);
  // The builder gets ready while the person reads the page.
  void services.builds.describe();
  keeper.idle();
  say(`Strata is at ${address(config, typeof bound === "object" && bound !== null ? bound.port : config.port)}`);
}

if (process.argv.includes("--help") || process.argv.includes("-h")) {
  say(describeOptions());
} else {
  try {
    await start(readConfig());
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof StartError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
