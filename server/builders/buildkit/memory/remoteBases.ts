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
  return known === undefined ? undefined : layersOf(known, need, { context, request });
}

/** The same in a build whose engine has told of its images. */
export function toldBase(bases: ToldBases, need: Need, view: BaseView): Digest[] {
  return layersOf(toldOf(bases, need), need, view);
}

/** Whether the image may be another than in the last build without being told so. */
export function isVague(bases: ToldBases, { name }: Need): boolean {
  return bases.hasTriggers || bases.digestOf(normalizedName(requireReference(name))) === undefined;
}

function toldOf(bases: ToldBases, { name }: Need): string {
  const digest = bases.digestOf(normalizedName(requireReference(name)));
  return `${digest ?? ""}${bases.hasTriggers ? " triggers" : ""}`;
}

function layersOf(known: string, need: Need, { context, request }: BaseView): Digest[] {
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
    memory.setFact(factOf(need), toldOf(bases, need));
  }
}

function factOf({ name, platform }: Need): string {
  return `base ${normalizedName(requireReference(name))} ${platform}`;
}
