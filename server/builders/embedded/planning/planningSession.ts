import type { BuildPlan } from "#dockerfile/plan/buildPlan.ts";
import { BoundedCache } from "#server/oci/store/boundedCache.ts";
import type { BuildJob } from "../../builder.ts";
import type { StepCache } from "../cache/stepCache.ts";
import type { Engine } from "../engine/engine.ts";
import { noCacheFor } from "../engine/noCacheFor.ts";
import type { BuildContext } from "../session/buildContext.ts";
import type { BuildSession } from "../session/buildSession.ts";
import { NO_DOWNLOADS } from "../sources/downloads.ts";

/** Most facts that only plans found out, in characters: a build stores its own in the cache's file. */
const facts = new BoundedCache<string, string>(8_000_000);

/** A read-only view of the cache: nothing changes, and nothing counts as used. */
function quietCache(cache: StepCache): StepCache {
  return {
    ...cache,
    get: cache.look,
    put: refuse,
    setLastInputs: refuse,
    forget: refuse,
    close: refuse,
    fact: (key) => cache.fact(key) ?? facts.get(key),
    setFact: (key, value) => facts.set(key, value, key.length + value.length),
  };
}

function refuse(): never {
  throw new Error("a plan changes nothing");
}

/** What finds steps' inputs, as in a build, but with nothing that could run, write, download, or emit. */
export function planningSession(
  engine: Engine,
  { workspace, request }: BuildJob,
  plan: BuildPlan,
  context: BuildContext,
  signal: AbortSignal,
): BuildSession {
  return {
    workspace,
    plan,
    blobs: engine.images.blobs,
    cache: quietCache(engine.cache),
    context,
    maxBytes: 0,
    downloads: { ...NO_DOWNLOADS, reason: "a plan downloads nothing" },
    secrets: {},
    noCache: noCacheFor(request),
    onlyQuick: false,
    run: refuse,
    decompressWithTool: refuse,
    signal,
    emit: () => undefined,
    now: 0,
  };
}
