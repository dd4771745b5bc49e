import type { FinishedEvent } from "#contract/buildEvent.ts";
import { formatPlatform } from "#contract/names/platform.ts";
import { familiarName } from "#contract/names/reference.ts";
import { type Problem, type ProblemCode, problem } from "#contract/problem.ts";
import type { ImageNeed } from "#dockerfile/plan/buildPlan.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import type { BuildTools } from "./buildTools.ts";

/**
 * Whether a builder can be handed an image of this platform. An engine with the older store finds a loaded image for its own
 * platform only: it pulls the others itself.
 */
export function takesImage({ exports }: Pick<BuildTools, "exports">, platform: string): boolean {
  return exports() === "archive" || platform === formatPlatform(hostPlatform());
}

/** How a build ends whose engine got an image from no registry. */
const NOT_GOT: ReadonlySet<ProblemCode> = new Set([
  "registry/unauthorized",
  "registry/not-found",
  "registry/unreachable",
]);

/**
 * After a build whose engine got an image from no registry: why it did not get it from here either, if that is so. `able`: those
 * that could be handed over, were they for another platform.
 */
export function refusedProblem(
  tools: Pick<BuildTools, "builder" | "exports">,
  { problem: why }: FinishedEvent,
  able: readonly ImageNeed[],
): Problem | undefined {
  if (why === undefined || !NOT_GOT.has(why.code)) return undefined;
  const at = why.range?.start.line;
  const need = able.find(
    ({ platform, range }) => !takesImage(tools, platform) && (at === undefined || at === range.start.line),
  );
  if (need === undefined) return undefined;
  const { name, platform, range, instruction } = need;
  const image = familiarName(requireReference(name));
  const detail = `The Docker engine of the builder ${tools.builder.name} can't be handed the image ${image} for ${platform}.`;
  const next = "Turn on the engine's containerd image store, or choose another builder.";
  return { range, instruction, ...problem("build/platform", detail, { next }) };
}
