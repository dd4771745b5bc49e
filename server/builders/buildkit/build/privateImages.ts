import type { FinishedEvent } from "#contract/buildEvent.ts";
import { familiarName } from "#contract/names/reference.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { TransferProgress } from "#contract/transfer.ts";
import type { ImageNeed } from "#dockerfile/plan/buildPlan.ts";
import type { LocalImage } from "#server/oci/store/localImage.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import type { BuildJob, RunningEvent } from "../../builder.ts";
import { pullProgress } from "../../events/pullProgress.ts";
import type { BuildTools } from "./buildTools.ts";

type Emit = (event: RunningEvent) => void;

/** Images of registries that the owner has a login for, after a build whose engine got an image from no registry. */
export function privateNeeds(
  { logins }: BuildTools,
  { workspace }: BuildJob,
  { problem }: FinishedEvent,
  missing: Iterable<ImageNeed>,
): readonly ImageNeed[] {
  if (problem?.code !== "registry/unauthorized" && problem?.code !== "registry/not-found") return [];
  const known = logins?.of(workspace) ?? {};
  return [...missing].filter(({ name }) => Object.hasOwn(known, requireReference(name).registry));
}

/**
 * Pulls them with the owner's logins, from here: the engine sees no password, and has nothing of them to give to others.
 * Returns them by their key. Throws a ProblemError with the place in the Dockerfile.
 */
export async function pullPrivate(
  { logins, images }: BuildTools,
  { workspace }: BuildJob,
  needs: readonly ImageNeed[],
  emit: Emit,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, LocalImage>> {
  const pulled = new Map<string, LocalImage>();
  for (const need of needs) {
    const { name, platform, step, range, instruction } = need;
    emit({ type: "step", step, state: "running", at: Date.now() });
    const onLayer = pullProgress(step, familiarName(requireReference(name)), emit);
    const onProgress = ({ layer, current = 0, total = 0 }: TransferProgress) => onLayer(layer, { current, total });
    try {
      const found = await logins?.pull(workspace, name, { platform, onProgress }, signal);
      if (found !== undefined) pulled.set(need.key, { name, image: images.require(workspace, found.id) });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ProblemError)) throw error;
      throw new ProblemError({ range, instruction, ...error.problem }, { cause: error });
    }
  }
  return pulled;
}
