import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** One request of a Docker client, and where its answer goes. */
export interface EngineCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The number after `1.` of the API's version. */
  readonly version: number;
  /** Aborts when the client is gone or the server stops. */
  readonly signal: AbortSignal;
  /** If the client asks for the connection itself: it, and the bytes that came after the headers. */
  readonly taken?: { readonly socket: Duplex; readonly head: Buffer };
}

export type Handler = (call: EngineCall) => void | Promise<void>;

/** By method and path, such as `GET /containers/:id/json`. `:name+` may have slashes in it. */
export type Routes = Readonly<Record<string, Handler>>;

/** A query's flag, as Docker reads it. */
export function isSet({ query }: EngineCall, name: string, absent = false): boolean {
  const value = query.get(name)?.trim().toLowerCase();
  if (value === undefined) return absent;
  return !["", "0", "no", "false", "none"].includes(value);
}

/** A parameter of the path. */
export function param({ params }: EngineCall, name: string): string {
  return params[name] ?? "";
}
