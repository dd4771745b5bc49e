import { type Problem, problem } from "#contract/problem.ts";

/** What only buildx, gRPC, and docker say of an engine that is not there, or goes while they use it. */
const GONE =
  /Cannot connect to the Docker daemon|Is the docker daemon running|error (?:reading from server|during connect)|code = Unavailable|transport is closing|closing transport|failed to list workers|no valid drivers found|failed to find driver|waiting for connection|failed to (?:dial|receive status)|graceful_stop|server closed/;
/** What a connection says that ends. So does a step of its own work: an archive that is cut off, a download. */
const CUT =
  /connection (?:refused|reset by peer)|broken pipe|unexpected EOF|use of closed network connection|no such host/;
/** A RUN, a registry, or a file of its own: no sign of a lost engine. */
const OWN = /did not complete successfully|failed to resolve source metadata|failed to do request/;
const LATE = /context deadline exceeded/;

/** Whether the engine was lost, as far as its words tell. `error`: those of a step that failed. */
export function isLost(words: string, error: string | undefined): boolean {
  const text = error ?? words;
  if (OWN.test(text)) return false;
  const late = /ERROR: failed to build: context deadline exceeded/.test(words);
  if (error !== undefined) return GONE.test(error) || (late && LATE.test(error));
  return GONE.test(words) || CUT.test(words) || late;
}

export function lostBuilder(name: string): Problem {
  return problem("builder/unreachable", `The builder "${name}" stopped answering during the build.`, {
    next: "Start the build again. If that happens again, ask the operator, or choose another builder.",
  });
}
