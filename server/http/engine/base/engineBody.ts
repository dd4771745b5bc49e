import type { Duplex } from "node:stream";
import type { z } from "zod";
import { boundedBody } from "../../base/upload.ts";
import type { EngineCall } from "./engineCall.ts";
import { EngineError } from "./engineError.ts";

/** Most bytes of a JSON body. */
const MAX_JSON = 4 * 1024 * 1024;

/** The bytes of a body at the client's pace, at most `limit`. Throws a ProblemError (request/too-large). */
export function bodyOf({ request }: EngineCall, limit: number): AsyncGenerator<Buffer, void> {
  return boundedBody({ raw: request, headers: request.headers }, limit);
}

/** Throws an EngineError if it is not JSON, or does not match. */
export async function jsonBody<T>(call: EngineCall, schema: z.ZodType<T>): Promise<T> {
  const text = (await wholeBody(call)).toString("utf8");
  const parsed = schema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new EngineError(400, `invalid JSON: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not valid"}`);
}

/** The same, if there may be no body at all. */
export async function optionalJsonBody<T>(call: EngineCall, schema: z.ZodType<T>): Promise<T | undefined> {
  const { "content-length": length, "transfer-encoding": encoding } = call.request.headers;
  if (encoding === undefined && (length === undefined || Number(length) === 0)) return undefined;
  return await jsonBody(call, schema);
}

function parse(text: string): unknown {
  if (text.trim() === "") throw new EngineError(400, "invalid JSON: got EOF while reading request body");
  try {
    return JSON.parse(text);
  } catch {
    throw new EngineError(400, "invalid JSON: the request body is not valid");
  }
}

async function wholeBody(call: EngineCall): Promise<Buffer> {
  if (call.taken !== undefined) return await takenBody(call, call.taken);
  const pieces: Buffer[] = [];
  for await (const piece of bodyOf(call, MAX_JSON)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The HTTP parser leaves the body of such a request alone. */
async function takenBody({ request, signal }: EngineCall, { socket, head }: { socket: Duplex; head: Buffer }) {
  const length = Number(request.headers["content-length"] ?? 0);
  if (request.headers["transfer-encoding"] !== undefined || !(length <= MAX_JSON)) {
    throw new EngineError(413, `a body before an upgrade needs a Content-Length of at most ${MAX_JSON} bytes`);
  }
  const pieces = [head];
  let got = head.length;
  while (got < length) {
    const piece: unknown = socket.read();
    if (Buffer.isBuffer(piece)) {
      pieces.push(piece);
      got += piece.length;
    } else if (isOver(socket, signal)) {
      throw new EngineError(400, "unexpected EOF");
    } else {
      await changed(socket, signal);
    }
  }
  const all = Buffer.concat(pieces);
  if (all.length > length) socket.unshift(all.subarray(length));
  return all.subarray(0, length);
}

function isOver(socket: Duplex, signal: AbortSignal): boolean {
  return signal.aborted || socket.destroyed || socket.readableEnded;
}

/** Resolves when there is more to read, or never will be. */
function changed(socket: Duplex, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const events = ["readable", "end", "close", "error"] as const;
    const done = () => {
      for (const event of events) socket.off(event, done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    for (const event of events) socket.once(event, done);
    signal.addEventListener("abort", done);
  });
}
