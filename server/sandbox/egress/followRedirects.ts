/** The parts of an HTTP response that a redirect needs. */
interface Redirecting {
  readonly status: number;
  readonly headers: { readonly location?: string | undefined };
  readonly body: { destroy(): unknown };
}

export interface RedirectRules<Response extends Redirecting> {
  /** Why a URL is not allowed, if it isn't; called for each hop, and for the first URL without a previous one. */
  refusal(url: URL, from: URL | undefined): string | undefined;
  /** One request. Credentials of the first URL are sent only if `trusted`. */
  send(url: URL, trusted: boolean): Promise<Response>;
  /** The error for a redirect that can't be followed; `why` is a few words about `from`. */
  fail(from: URL, why: string): Error;
}

/** The limit of Go's client, and so of Docker's: the first request counts. */
const MAX_REQUESTS = 10;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Requests a URL and follows its redirects. Credentials are for the origin of the first URL, and never sent again once
 * a redirect has left it: that server decides what comes back.
 */
export async function followRedirects<Response extends Redirecting>(
  start: URL,
  { refusal, send, fail }: RedirectRules<Response>,
): Promise<{ readonly url: URL; readonly trusted: boolean; readonly response: Response }> {
  let from: URL | undefined;
  let url = start;
  let trusted = true;
  for (let requests = 0; requests < MAX_REQUESTS; requests += 1) {
    const why = refusal(url, from);
    if (why !== undefined) throw fail(from ?? url, why);
    trusted &&= url.origin === start.origin;
    const response = await send(url, trusted);
    const { location } = response.headers;
    if (!REDIRECTS.has(response.status) || location === undefined) return { url, trusted, response };
    response.body.destroy();
    if (!URL.canParse(location, url.href)) throw fail(url, "it redirects to an invalid URL");
    from = url;
    url = new URL(location, url);
  }
  throw fail(start, "it redirects too many times");
}

/** The port of a URL, explicit or its scheme's default; 0 if it has neither. */
export function portOf(url: URL): number {
  return Number(url.port) || ({ "https:": 443, "http:": 80 }[url.protocol] ?? 0);
}
