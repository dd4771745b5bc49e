import type { BuildRequest } from "#contract/build.ts";
import type { Digest } from "#contract/names/digest.ts";
import { normalizedName } from "#contract/names/reference.ts";
import type { ImageNeed } from "#dockerfile/plan/buildPlan.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import type { BuildContext } from "../../files/buildContext.ts";
import type { OwnMemory } from "./builderMemory.ts";
import type { ToldBases } from "./toldBases.ts";
import type { ToldSteps } from "./toldSteps.ts";

type Need = Pick<ImageNeed, "name" | "platform">;

export interface BaseView {
  readonly context: Pick<BuildContext, "key">;
  readonly request: Pick<BuildRequest, "buildArgs">;
}

/**
 * What stands for the layers of an image that the builder got from a registry: the digest that it had in the last build, for a
 * forecast asks nobody. Undefined if the builder was never seen to have it.
 */
export function remoteBase(memory: OwnMemory, need: Need, { context, request }: BaseView): Digest[] | undefined {
  const known = memory.fact(factOf(need));
  if (known === undefined) return undefined;
  const [digest, triggers] = known.split(" ");
  const image = digestOf(JSON.stringify(["image", need.name, need.platform, digest]));
  if (triggers === undefined) return [image];
  // What they copy and run is not known here: anything of the build may count.
  return [image, digestOf(JSON.stringify(["triggers", context.key, request.buildArgs ?? {}]))];
}

/** Remembers the images that a build got, whose steps are done. */
export function rememberBases(
  memory: OwnMemory,
  missing: Iterable<ImageNeed>,
  told: ToldSteps,
  bases: ToldBases,
): void {
  for (const need of missing) {
    const digest = bases.digestOf(normalizedName(requireReference(need.name)));
    if (digest === undefined && !told.isKept(need.step)) continue;
    memory.setFact(factOf(need), `${digest ?? ""}${bases.hasTriggers ? " triggers" : ""}`);
  }
}

function factOf({ name, platform }: Need): string {
  return `base ${normalizedName(requireReference(name))} ${platform}`;
}
