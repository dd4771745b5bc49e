import { join } from "node:path";
import type { Duplex } from "node:stream";
import type { BuilderDescription } from "#contract/health.ts";
import { formatPlatform } from "#contract/names/platform.ts";
import type { Problem } from "#contract/problem.ts";
import { problem } from "#contract/problem.ts";
import { openContextStore } from "#server/contexts/contextStore.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";
import { ensureStarterImages } from "#server/oci/store/starter.ts";
import { openSnapshotStore } from "#server/rootfs/snapshotStore.ts";
import type { EgressPolicy } from "#server/sandbox/egress/egressPolicy.ts";
import { renewedPolicy } from "#server/sandbox/egress/renewedPolicy.ts";
import { emulatedArchitectures } from "#server/sandbox/executor/binfmt.ts";
import { createExecutor } from "#server/sandbox/executor/createExecutor.ts";
import type { ProbeResult } from "#server/sandbox/executor/executor.ts";
import { attachGuestNetwork } from "#server/sandbox/network/guestNetwork.ts";
import type { SweepRequest } from "../../builder.ts";
import { openStepCache } from "../../cache/stepCache.ts";
import type { BuildLimits, Engine } from "../engine/engine.ts";
import { BuildBudget } from "../limits/buildBudget.ts";
import { limitedBlobs } from "../limits/limitedBlobs.ts";
import { decompressWith } from "../operations/archive/decompressWithTool.ts";
import { runCommandWith } from "../operations/run/executeRun.ts";
import type { RunRequest } from "../session/runCommand.ts";
import { NO_DOWNLOADS, openDownloads } from "../sources/downloads.ts";
import { type Swept, sweepStore } from "../sweep/sweepStore.ts";
import type { BuilderSettings } from "./protocol.ts";

/** The engine of this process, and what else the server asks of it. */
export interface OpenEngine {
  readonly engine: Engine;
  describe(): Promise<BuilderDescription>;
  sweep(request: SweepRequest, signal: AbortSignal): Promise<Swept>;
  close(): void;
}

function noExecutor(probe: ProbeResult & { ok: false }): Problem {
  return problem("build/no-executor", probe.reason, { next: probe.waysOut.join(" ") });
}

/** The policy of a `filtered` network; undefined if builds have another network. */
function policySource({ network }: BuilderSettings): () => Promise<EgressPolicy | undefined> {
  return network.mode === "filtered" ? renewedPolicy(network.allow) : async () => undefined;
}

async function describeBuilder(settings: BuilderSettings, probe: Promise<ProbeResult>): Promise<BuilderDescription> {
  const result = await probe;
  const shared = {
    id: "embedded" as const,
    kind: "embedded" as const,
    available: true,
    plan: true,
    platforms: [formatPlatform(hostPlatform()), ...emulatedArchitectures().map((name) => `linux/${name}`)],
    network: settings.network.mode,
  };
  if (!result.ok) return { ...shared, run: false, runReason: [result.reason, ...result.waysOut].join(" ") };
  const { identity, limitedBy, kernel, containerRoot } = result.details;
  const root = {
    containerRoot: String(containerRoot.id),
    ...(containerRoot.reason !== undefined && { containerRootReason: containerRoot.reason }),
  };
  return { ...shared, run: true, details: { identity, limitedBy, kernel, ...root } };
}

/** Opens the stores in the data folder and creates an engine; removes incomplete snapshots of dead processes. */
export function openEngine(settings: BuilderSettings): OpenEngine {
  const { dataDir, limits, network } = settings;
  const blobs = openBlobStore(join(dataDir, "blobs"));
  const images = openImageStore({ dir: dataDir, blobs });
  ensureStarterImages(images);
  const cache = openStepCache(join(dataDir, "cache.db"));
  const snapshots = openSnapshotStore(join(dataDir, "snapshots"), blobs);
  // Not awaited: the next process retries whatever can't be removed now.
  void snapshots.clean().catch(() => undefined);
  const executor = createExecutor(join(dataDir, "snapshots"), settings.sandbox);
  const probe = executor.probe();
  // Callers get the error; without a caller, it must not crash the process.
  probe.catch(() => undefined);
  const policyNow = policySource(settings);
  const attachNetwork = async ({ signal, onOutput }: RunRequest) => {
    const policy = await policyNow();
    if (policy === undefined) throw new Error("only a filtered network is attached to a run");
    const onBlocked = (line: string) => onOutput("stderr", Buffer.from(`${line}\n`));
    return (wire: Duplex) => void attachGuestNetwork(wire, { policy, signal, onBlocked });
  };
  const tools = {
    snapshots,
    executor,
    limits,
    network: network.mode,
    allowHost: network.mode === "host",
    sshAgent: settings.sshAgent,
    attachNetwork: network.mode === "filtered" ? attachNetwork : undefined,
    sharesLimits: async () => {
      const result = await probe;
      return result.ok && result.details.limitedBy !== "watching";
    },
  };
  const whyNoRun = async () => {
    const result = await probe;
    return result.ok ? undefined : result.reason;
  };
  const openLimits = (): BuildLimits => {
    const budget = new BuildBudget(limits);
    const limited = limitedBlobs(blobs, budget);
    const run = runCommandWith({ ...tools, budget, blobs: limited });
    const decompressWithTool = decompressWith({ ...tools, budget, whyNoRun });
    // Not awaited: leftovers are removed after this process has exited.
    const end = () => void (budget.hasRun && executor.leaveGroup(budget.group).catch(() => undefined));
    return { blobs: limited, run, decompressWithTool, end };
  };
  const engine: Engine = {
    images,
    contexts: openContextStore(blobs),
    cache,
    settings: settings.registry,
    openLimits,
    maxBytes: limits.diskBytes,
    whyNoRun: async () => {
      const result = await probe;
      return result.ok ? undefined : noExecutor(result);
    },
    openDownloads: async (mode) => {
      if (mode === "none" || network.mode === "none") return NO_DOWNLOADS;
      return openDownloads(await policyNow(), {
        maxBytes: limits.diskBytes,
        maxSeconds: limits.seconds,
        newFolder: snapshots.newScratch,
        sshAgent: settings.sshAgent,
      });
    },
  };
  return {
    engine,
    describe: () => describeBuilder(settings, probe),
    sweep: (request, signal) => sweepStore({ images, contexts: engine.contexts, cache, snapshots }, request, signal),
    close: () => {
      cache.close();
      images.close();
    },
  };
}
