import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { FinishedEvent } from "#contract/buildEvent.ts";
import type { BuilderDescription } from "#contract/health.ts";
import { problem } from "#contract/problem.ts";
import type { ContextStore } from "#server/contexts/contextStore.ts";
import type { RegistrySettings } from "#server/oci/distribution/registrySettings.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { Builder } from "../builder.ts";
import type { OwnerLogins } from "../ownerLogins.ts";
import type { BuildBounds, BuildTools } from "./build/buildTools.ts";
import { forecast } from "./build/forecast.ts";
import { lackOf } from "./build/lackOf.ts";
import { runBuild } from "./build/runBuild.ts";
import { DockerClient } from "./client/clientSettings.ts";
import { LentImages } from "./context/lentImages.ts";
import { openBuilderMemory } from "./memory/builderMemory.ts";
import { type Probed, pendingDescription, probeBuilder } from "./probe/probeBuilder.ts";
import type { NamedBuilder } from "./settings/builderSettings.ts";

export interface BuildKitSettings {
  readonly dataDir: string;
  readonly builder: NamedBuilder;
  /** The docker client with buildx: a path, or a name to find on PATH. */
  readonly docker: string;
  readonly images: ImageStore;
  readonly contexts: ContextStore;
  readonly registry: RegistrySettings;
  /** The operator's SSH agent for builds. */
  readonly sshAgent?: string;
  readonly logins?: OwnerLogins;
  readonly bounds: BuildBounds;
  readonly isOperator: (owner: string) => boolean;
}

/**
 * Builds on a BuildKit that the operator has, through buildx. It has a client folder of its own in the data folder: what
 * the operator's own docker and buildx are set up with is neither read nor changed.
 */
export function createBuildKitBuilder(settings: BuildKitSettings): Builder {
  const { builder, docker, images, contexts, registry, sshAgent, logins, bounds, isOperator } = settings;
  const dir = join(settings.dataDir, "buildkit", builder.name);
  const client = new DockerClient({ docker, dir: join(dir, "client"), builder });
  const workDir = join(dir, "work");
  // Left by a server that was killed; secrets may be among it.
  if (existsSync(workDir)) rmSync(workDir, { recursive: true, force: true });
  const memory = openBuilderMemory(dir);
  const lent = new LentImages(client, images.blobs);
  const closing = new AbortController();
  let probed: Promise<Probed> | undefined;
  const running = new Set<Promise<FinishedEvent>>();
  let exports: Probed["exports"] = "archive";
  /** As it was when it last answered. */
  let known: BuilderDescription | undefined;
  const probe = (): Promise<Probed> => {
    const asked = probeBuilder(client, builder, docker).then((found) => {
      known = found.description;
      exports = found.exports;
      return found;
    });
    probed = asked;
    return asked;
  };
  const described = async (found: Promise<BuilderDescription>): Promise<BuilderDescription> => {
    const description = await found;
    const held = builder.operatorOnly === true && { operatorOnly: true };
    return { ...description, ...held, plan: true, load: { running: running.size, most: builder.builds } };
  };
  const tools: BuildTools = {
    ...{ builder, client, images, contexts, registry, bounds, lent, memory, workDir },
    ...(sshAgent !== undefined && { sshAgent }),
    ...(logins !== undefined && { logins }),
    cacheDir: sharedCacheDir(settings.dataDir, dir),
    exports: () => exports,
  };
  return {
    id: builder.name,
    kind: "buildkit",
    capacity: { builds: builder.builds, weight: builder.weight },
    ...(builder.operatorOnly === true && { mayUse: isOperator }),
    describe: () => described(orPending(probed ?? probe(), builder)),
    // Waited for: a busy machine that answers late is there.
    probe: () => described(probe().then(({ description }) => description)),
    lacks: async (job) => lackOf(tools, job, known),
    async build(job, emit, signal) {
      const last = await (probed ?? probe());
      const { description } = last.description.available ? last : await probe();
      if (!description.available) return unavailable(builder, description);
      const build = runBuild(tools, job, emit, AbortSignal.any([signal, closing.signal]));
      running.add(build);
      try {
        return await build;
      } finally {
        running.delete(build);
      }
    },
    plan: (job, signal) => forecast(tools, job, signal),
    async close() {
      closing.abort();
      await Promise.allSettled(running);
      await lent.close();
      memory.close();
    },
  };
}

/** All builders share the caches that are kept here. They were in the folder of each one before. */
function sharedCacheDir(dataDir: string, ofBuilder: string): string {
  const shared = join(dataDir, "shared-caches");
  const before = join(ofBuilder, "caches");
  if (!existsSync(before)) return shared;
  mkdirSync(shared, { recursive: true, mode: 0o700 });
  for (const owner of readdirSync(before)) {
    if (!existsSync(join(shared, owner))) renameSync(join(before, owner), join(shared, owner));
  }
  rmSync(before, { recursive: true, force: true });
  return shared;
}

/** How long a description waits for an engine that takes its time to answer. */
const PATIENCE_MS = 5000;

async function orPending(found: Promise<Probed>, builder: NamedBuilder): Promise<BuilderDescription> {
  let timer: NodeJS.Timeout | undefined;
  const pending = new Promise<BuilderDescription>((resolve) => {
    timer = setTimeout(() => resolve(pendingDescription(builder)), PATIENCE_MS);
  });
  const description = await Promise.race([found.then((probed) => probed.description), pending]);
  clearTimeout(timer);
  return description;
}

function unavailable({ name }: NamedBuilder, { reason }: BuilderDescription): FinishedEvent {
  const why = problem("builder/unreachable", `The builder ${name} is not available. ${reason ?? ""}`.trim(), {
    next: "Choose another builder, or ask the operator.",
  });
  return { type: "finished", state: "failed", at: Date.now(), problem: why };
}
