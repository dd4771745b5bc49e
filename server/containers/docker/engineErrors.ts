import { z } from "zod";
import { ProblemError, problemError } from "#contract/problemError.ts";

/** What dockerode throws for an answer of the engine. */
const refusalSchema = z.object({ statusCode: z.number(), json: z.unknown(), message: z.string() });
const bodySchema = z.object({ message: z.string() });

export interface Refusal {
  readonly status: number;
  readonly message: string;
}

/** The engine's answer; undefined if it did not answer. */
export function refusalOf(error: unknown): Refusal | undefined {
  const parsed = refusalSchema.safeParse(error);
  if (!parsed.success) return undefined;
  const { statusCode, json, message } = parsed.data;
  const body = bodySchema.safeParse(json);
  return { status: statusCode, message: (body.success ? body.data.message : message).trim().slice(0, 2000) };
}

/** Nothing came back, or the connection broke. */
export function engineLost(cause: unknown): ProblemError {
  const detail = "The Docker engine that runs the containers does not answer.";
  return problemError("container/no-executor", detail, { next: "Start Docker, then try again." }, { cause });
}

/** What the engine refused, as the person's problem. A lost engine is one too. */
export function engineProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const refusal = refusalOf(error);
  if (refusal === undefined) return engineLost(error);
  const { message } = refusal;
  const [taken] =
    /Bind for \S+ failed: port is already allocated|listen \S+ \S+: bind: address already in use/.exec(message) ?? [];
  if (taken !== undefined) {
    return problemError("container/port-taken", taken, { next: "Choose another port, or free this one." });
  }
  const isState = refusal.status === 409;
  return problemError(isState ? "container/state" : "container/invalid", message, {
    next: isState ? "Look at the state of the container: docker ps -a." : "Check what the container asks for.",
  });
}

/** What is not there is what was wanted. */
export async function ignoreMissing(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    const status = refusalOf(error)?.status;
    if (status !== 404 && status !== 409 && status !== 304) throw error;
  });
}

/** runc's own words, which an engine wraps in the names of those who passed them on. */
export function startMessage(message: string): string {
  return message
    .replace(/^.*unable to start container process: /s, "")
    .replace(/^error during container init: /, "")
    .replace(/: unknown$/, "")
    .trim();
}
