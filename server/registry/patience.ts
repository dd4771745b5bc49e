import { setTimeout as delay } from "node:timers/promises";
import { ConnectionError, type HttpResponse } from "./httpRequest.ts";

/** A server that has too much to do now, and that was left in peace as long as can be waited for. */
export class BusyError extends ConnectionError {}

/** What whoever waits is told. */
export interface Waiting {
  readonly host: string;
  /** HTTP status: 429 or 503. */
  readonly status: number;
  /** Until it is asked again. */
  readonly seconds: number;
}

export interface Patience {
  readonly signal: AbortSignal;
  /** Milliseconds before the second request where the server does not say; doubled for each further one. */
  readonly firstWaitMs?: number;
  readonly onWait?: (waiting: Waiting) => void;
}

/** Too many requests; not available for now. */
const BUSY = new Set([429, 503]);
const ATTEMPTS = 5;
const FIRST_WAIT_MS = 1000;
/** A registry may ask for hours: nobody sits before a build that long. */
const LONGEST_WAIT_MS = 60_000;

/**
 * Asks again what a busy server would not answer, when it says so (`Retry-After`, RFC 9110 10.2.3), or later each time.
 * Throws a BusyError where it asks for more time than `LONGEST_WAIT_MS`, or stays busy; what `send` throws; the signal's reason.
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

/** Milliseconds from `now`; undefined where the header is not there or says nothing. */
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
