import type { ServerResponse } from "node:http";
import { pipeline, type Readable, type Writable } from "node:stream";
import type { EngineCall } from "./engineCall.ts";
import type { ErrorAnswer } from "./engineError.ts";

export function sendJson({ response }: EngineCall, value: unknown, status = 200): void {
  sendJsonText(response, JSON.stringify(value), status);
}

/** JSON that is text already. */
export function sendJsonText(response: ServerResponse, text: string | Uint8Array, status = 200): void {
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  response.end(text);
}

export function sendText({ response }: EngineCall, text: string): void {
  response.writeHead(200, { "content-type": "text/plain; charset=utf-8", "content-length": Buffer.byteLength(text) });
  response.end(text);
}

export function sendNothing({ response }: EngineCall, status = 204): void {
  response.writeHead(status, status === 204 ? {} : { "content-length": 0 });
  response.end();
}

export function sendError(
  response: ServerResponse,
  { status, message }: Pick<ErrorAnswer, "status" | "message">,
): void {
  if (!response.headersSent) sendJsonText(response, `${JSON.stringify({ message })}\n`, status);
  // A cut-off answer: the client must not take it for a whole one.
  else response.destroy();
}

/** Streams a tar at the client's pace; a failure on the way cuts it off. */
export function sendTar(
  { response }: EngineCall,
  tar: Readable,
  headers: Readonly<Record<string, string | number>> = {},
): Promise<void> {
  response.writeHead(200, { "content-type": "application/x-tar", ...headers });
  return new Promise((resolve) => pipeline(tar, response, () => resolve()));
}

/** Writes at the reader's pace; false once the reader is gone. */
export async function writeTo(output: Writable, bytes: Uint8Array | string, signal?: AbortSignal): Promise<boolean> {
  const isGone = () => signal?.aborted === true || output.destroyed || output.writableEnded;
  if (isGone()) return false;
  if (output.write(bytes)) return true;
  await drained(output, signal);
  return !isGone();
}

/** Resolves when there is room again, or never will be. */
function drained(output: Writable, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const events = ["drain", "close", "error"] as const;
    const done = () => {
      for (const event of events) output.off(event, done);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    for (const event of events) output.once(event, done);
    signal?.addEventListener("abort", done);
  });
}
