import { type Problem, problem } from "#contract/problem.ts";

/** What buildx, gRPC, and docker say when the engine is not there, or goes while they use it. */
const LOST =
  /Cannot connect to the Docker daemon|Is the docker daemon running|error (?:reading from server|during connect)|code = Unavailable|transport is closing|closing transport|connection (?:refused|reset by peer)|failed to list workers|no valid drivers found|failed to find driver|waiting for connection|broken pipe|unexpected EOF|use of closed network connection|no such host|failed to (?:dial|receive status)|graceful_stop|server closed/;
/** A RUN, a registry, or a file of its own: no sign of a lost engine. */
const OWN = /did not complete successfully|failed to resolve source metadata|failed to do request/;

/** Whether the engine was lost, as far as its words tell. `error`: those of a step that failed. */
export function isLost(words: string, error: string | undefined): boolean {
  if (error !== undefined && (OWN.test(error) || !LOST.test(error)) && !/context deadline exceeded/.test(error))
    return false;
  const text = error ?? words;
  return !OWN.test(text) && (LOST.test(text) || /ERROR: failed to build: context deadline exceeded/.test(words));
}

export function lostBuilder(name: string): Problem {
  return problem("builder/unreachable", `The builder ${name} stopped answering during the build.`, {
    next: "Start the build again. If that happens again, ask the operator, or choose another builder.",
  });
}
