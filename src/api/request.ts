import type { z } from "zod";
import { type Problem, problem, problemSchema } from "#contract/problem.ts";
import { type Result, refused, succeeded } from "./result.ts";

export interface Call<Schema extends z.ZodType> {
  readonly path: string;
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly bytes?: Blob;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** What the answer must look like; absent where there is none to read. */
  readonly answer?: Schema;
}

/** UTF-16 code units, three bytes each at worst. */
const KEEPALIVE_UNITS = 20_000;

/** One request. Every way to fail, the network's too, comes back as a problem; only an abort rejects. */
export async function request<Schema extends z.ZodType = z.ZodVoid>(
  call: Call<Schema>,
): Promise<Result<z.infer<Schema>>> {
  let response: Response;
  try {
    response = await fetch(call.path, toInit(call));
  } catch (cause) {
    if (call.signal?.aborted) throw cause;
    return refused(unreachable());
  }
  if (!response.ok) return refused(await readProblem(response));
  if (!call.answer) return succeeded(undefined as z.infer<Schema>);
  return readAnswer(response, call.answer, call.signal);
}

export function unreachable(): Problem {
  return problem("server/unreachable", "The server does not answer.", {
    next: "Check that Strata is still running. What you type is kept in this browser until it is back.",
  });
}

/** The problem that an answer with an error status tells, or one made of its status where it tells none. */
export async function readProblem(response: Response): Promise<Problem> {
  const body = await response.json().catch(() => undefined);
  const parsed = problemSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  // A proxy in front of a stopped server answers 502 or 504 in its own words.
  if (response.status === 502 || response.status === 503 || response.status === 504) return unreachable();
  return problem("server/answer", `It answered with status ${response.status}.`);
}

async function readAnswer<Schema extends z.ZodType>(
  response: Response,
  schema: Schema,
  signal: AbortSignal | undefined,
): Promise<Result<z.infer<Schema>>> {
  let body: unknown;
  try {
    body = await response.json();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    return refused(problem("server/answer", "Its answer broke off or is not JSON."));
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return succeeded(parsed.data);
  const where = parsed.error.issues[0]?.path.join(".") || "the answer";
  return refused(
    problem("server/answer", `${where} is not as expected.`, {
      next: "Reload the page: it may be older than the server.",
    }),
  );
}

function toInit(call: Call<z.ZodType>): RequestInit {
  const headers: Record<string, string> = { accept: "application/json", ...call.headers };
  const init: RequestInit = { method: call.method ?? "GET", headers };
  if (call.signal) init.signal = call.signal;
  if (call.json !== undefined) {
    headers["content-type"] = "application/json";
    init.body = JSON.stringify(call.json);
    // Lets a save outlive the page that is being closed; browsers take no more than 64 KiB so.
    init.keepalive = (call.method ?? "GET") !== "GET" && init.body.length < KEEPALIVE_UNITS;
  } else if (call.bytes) {
    headers["content-type"] = "application/octet-stream";
    init.body = call.bytes;
  }
  return init;
}
