import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import * as http from "node:http";
import * as https from "node:https";
import { followRedirects, portOf } from "#server/sandbox/egress/followRedirects.ts";
import type { Downloads } from "./downloads.ts";
import { withoutLogin } from "./urlLogin.ts";

export interface DownloadResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Must be read or destroyed. */
  readonly body: IncomingMessage;
}

export interface Downloaded {
  /** The final URL, after redirects. */
  readonly url: URL;
  /** Whether the login of the first URL applies to this one too. */
  readonly trusted: boolean;
  readonly response: DownloadResponse;
}

export interface DownloadRequest {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** The error for a URL that is not allowed, or has no target. */
  fail(url: URL, why: string): Error;
}

/** Milliseconds without a byte until the server counts as unresponsive. */
export const IDLE_MS = 60_000;

/**
 * Requests a URL and follows redirects within the rules for builds. A login in the URL is only for its own origin.
 * Throws the error of `fail` for a URL that is not allowed, and Node's errors for a server that does not answer.
 */
export async function openDownload(
  downloads: Downloads,
  address: URL,
  { headers, signal, fail }: DownloadRequest,
): Promise<Downloaded> {
  if (!downloads.allowed) throw fail(address, downloads.reason);
  const { url: start, authorization } = withoutLogin(address);
  return await followRedirects<DownloadResponse>(start, {
    fail,
    refusal: (url, from) => {
      if (!/^https?:$/.test(url.protocol)) return `it redirects to ${url.protocol}//`;
      const why = downloads.refusal(url);
      return why === undefined || from === undefined ? why : `it redirects to ${url.host}: ${why}`;
    },
    send: (url, trusted) => {
      const login = trusted && authorization !== undefined ? { authorization } : {};
      return send(downloads, url, { "user-agent": "strata", ...headers, ...login }, signal);
    },
  });
}

function send(
  downloads: Downloads,
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<DownloadResponse> {
  const client = url.protocol === "https:" ? https : http;
  const lookup = downloads.lookup(portOf(url));
  return new Promise((resolve, reject) => {
    const request = client.get(url, { headers, signal, lookup, timeout: IDLE_MS }, (body) =>
      resolve({ status: body.statusCode ?? 0, headers: body.headers, body }),
    );
    request.on("timeout", () => request.destroy(new Error("no response")));
    request.on("error", reject);
  });
}
