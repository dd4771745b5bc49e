import type { ImageReference } from "#contract/names/reference.ts";
import { familiarName } from "#contract/names/reference.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { Endpoint } from "./endpoints.ts";
import { registryProblem } from "./registryFailures.ts";

/** The server has the image, but it is invalid. */
const WRONG = new Set(["registry/invalid", "registry/digest", "image/invalid"]);
/** Problems that another server may not have. */
const ELSEWHERE = new Set([...WRONG, "registry/not-found", "registry/unauthorized", "registry/unreachable"]);

/** The image exists, but not for the requested platform: other servers are not asked. */
export class PlatformMissingError extends ProblemError {
  override readonly name = "PlatformMissingError";
}

/**
 * Asks one server after another until one succeeds. If none does, throws the problem of the last one, with those of the
 * mirrors before it, as a ProblemError; or the signal's reason.
 */
export async function tryEndpoints<T>(
  reference: ImageReference,
  endpoints: readonly Endpoint[],
  signal: AbortSignal,
  ask: (endpoint: Endpoint, isLast: boolean) => Promise<T>,
): Promise<T> {
  const failures: ProblemError[] = [];
  for (const [index, endpoint] of endpoints.entries()) {
    try {
      return await ask(endpoint, index === endpoints.length - 1);
    } catch (error) {
      signal.throwIfAborted();
      const failure = registryProblem(`Can't pull ${familiarName(reference)}`, endpoint, error);
      failures.push(failure);
      if (failure instanceof PlatformMissingError || !ELSEWHERE.has(failure.problem.code)) throw failure;
    }
  }
  throw worst(failures);
}

/**
 * The last server is the image's own registry: its problem counts. If it is unreachable, the problem of a mirror with
 * an invalid image counts. The details of the others follow.
 */
function worst(failures: readonly ProblemError[]): ProblemError {
  const last = failures.at(-1);
  if (last === undefined) throw new Error("an image has no registry to ask");
  const wrong = failures.findLast((failure) => WRONG.has(failure.problem.code));
  const chosen = last.problem.code === "registry/unreachable" ? (wrong ?? last) : last;
  const others = failures.filter((failure) => failure !== chosen).map((failure) => failure.problem.detail);
  const detail = [chosen.problem.detail, ...others].join(" ");
  return new ProblemError({ ...chosen.problem, detail }, { cause: chosen });
}
