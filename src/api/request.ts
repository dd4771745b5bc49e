import type { z } from "zod/mini";
import { type Problem, problem, problemSchema } from "#contract/problem.ts";
import { addressOf } from "./address.ts";
import { type Result, refused, succeeded } from "./result.ts";
import { noteServerTime } from "./serverClock.ts";

export interface Call<Schema extends z.ZodMiniType> {
  readonly path: string;
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as is. */
  readonly bytes?: Blob;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Schema of the response, `undefined` if it has no content; left out if there is none to read. */
  readonly answer?: Schema;
}

/** UTF-16 code units, at most three bytes each. */
const KEEPALIVE_UNITS = 20_000;

/** One request. Every failure, including the network's, returns a problem; only an abort rejects. */
export async function request<Schema extends z.ZodMiniType = z.ZodMiniVoid>(
  call: Call<Schema>,
): Promise<Result<z.output<Schema>>> {
  let response: Response;
  try {
    response = await fetch(addressOf(call.path), toInit(call));
  } catch (cause) {
    if (call.signal?.aborted) throw cause;
    return refused(unreachable());
  }
  noteServerTime(response.headers.get("date"), Date.now());
  if (!response.ok) return refused(await readProblem(response));
  if (!call.answer) return succeeded(undefined as z.output<Schema>);
  return readAnswer(response, call.answer, call.signal);
}

function unreachable(): Problem {
  return problem("server/unreachable", "The server is not responding.", {
    next: "Check that Strata is running. Your changes stay in this browser until it is back.",
  });
}

/** The problem in an error response, or one made from its status if it has none. */
export async function readProblem(response: Response): Promise<Problem> {
  const body = await response.json().catch(() => undefined);
  const parsed = problemSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  // A proxy in front of a stopped server responds with 502 or 504 in its own words.
  if (response.status === 502 || response.status === 503 || response.status === 504) return unreachable();
  return problem("server/answer", `The server responded with status ${response.status}.`);
}

async function readAnswer<Schema extends z.ZodMiniType>(
  response: Response,
  schema: Schema,
  signal: AbortSignal | undefined,
): Promise<Result<z.output<Schema>>> {
  let body: unknown;
  try {
    body = response.status === 204 ? undefined : await response.json();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    return refused(problem("server/answer", "The response was cut off or is not JSON."));
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return succeeded(parsed.data);
  const where = parsed.error.issues[0]?.path.join(".") || "the response";
  return refused(
    problem("server/answer", `Unexpected value in ${where}.`, {
      next: "Reload the page: it may be older than the server.",
    }),
  );
}

function toInit(call: Call<z.ZodMiniType>): RequestInit {
  const headers: Record<string, string> = { accept: "application/json", ...call.headers };
  const init: RequestInit = { method: call.method ?? "GET", headers };
  if (call.signal) init.signal = call.signal;
  if (call.json !== undefined) {
    headers["content-type"] = "application/json";
    init.body = JSON.stringify(call.json);
    // Lets a save outlive a page being closed; browsers limit such requests to 64 KiB.
    init.keepalive = (call.method ?? "GET") !== "GET" && init.body.length < KEEPALIVE_UNITS;
  } else if (call.bytes) {
    headers["content-type"] = "application/octet-stream";
    init.body = call.bytes;
  }
  return init;
}
