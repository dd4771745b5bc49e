import { setTimeout as delay } from "node:timers/promises";
import { ConnectionError, type HttpResponse } from "./httpRequest.ts";

/** A server that is still busy after the longest wait. */
export class BusyError extends ConnectionError {}

/** A notice that a request is being retried. */
export interface Waiting {
  readonly host: string;
  /** HTTP status: 429 or 503. */
  readonly status: number;
  /** Time until the retry. */
  readonly seconds: number;
}

export interface Patience {
  readonly signal: AbortSignal;
  /** Milliseconds before the first retry, without Retry-After; doubles for each further one. */
  readonly firstWaitMs?: number;
  readonly onWait?: (waiting: Waiting) => void;
}

/** Too Many Requests, Service Unavailable. */
const BUSY = new Set([429, 503]);
const ATTEMPTS = 5;
const FIRST_WAIT_MS = 1000;
/** A registry may ask for hours: no one waits that long for a build. */
const LONGEST_WAIT_MS = 60_000;

/**
 * Retries requests to a busy server, at the time it asks for (`Retry-After`, RFC 9110 10.2.3) or with a backoff.
 * Throws a BusyError if it asks for more time than `LONGEST_WAIT_MS` or stays busy; what `send` throws; the signal's reason.
 */
export async function patiently<T extends HttpResponse>(
  host: string,
  send: () => Promise<T>,
  { signal, firstWaitMs = FIRST_WAIT_MS, onWait }: Patience,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await send();
    const { status } = response;
    if (!BUSY.has(status)) return response;
    response.body.destroy();
    const asked = retryAfter(response.headers["retry-after"], Date.now());
    const wait = asked ?? firstWaitMs * 2 ** (attempt - 1);
    if (wait > LONGEST_WAIT_MS || attempt === ATTEMPTS) throw busy(host, status, asked);
    onWait?.({ host, status, seconds: Math.ceil(wait / 1000) });
    await delay(wait, undefined, { signal });
  }
}

/** Milliseconds from `now`; undefined if the header is missing or invalid. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

function busy(host: string, status: number, asked: number | undefined): BusyError {
  const later = asked === undefined ? "" : `; retry in ${Math.ceil(asked / 1000)} s`;
  const what = status === 429 ? "too many requests (429)" : "service unavailable (503)";
  return new BusyError(host, what + later);
}
