import type { Downloads } from "../../sources/downloads.ts";
import { openDownload } from "../../sources/openDownload.ts";
import { withoutLogin } from "../../sources/urlLogin.ts";
import { GitError } from "./runGit.ts";

/** What git gets for a remote. */
export interface GitRemote {
  /** The URL without user and password: it is in the command lines of git's processes, which others can read. */
  readonly remote: string;
  /** What gives git the login instead, for this server alone. */
  readonly config: readonly (readonly [name: string, value: string])[];
}

/** Git's first request to an HTTP remote. */
const FIRST = "info/refs?service=git-upload-pack";

/**
 * Follows an HTTP URL's redirects before git does: git sends a login to every server that it is redirected to.
 * Throws a GitError for a redirect that can't be followed. Other protocols have no redirects, and no passwords.
 */
export async function findRemote(downloads: Downloads, address: string, signal: AbortSignal): Promise<GitRemote> {
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return { remote: address, config: [] };
  const { url, authorization } = withoutLogin(new URL(address));
  const found = await follow(downloads, new URL(address), signal);
  const remote = found?.remote ?? url.href;
  const isSent = authorization !== undefined && found?.trusted !== false;
  const login = [`http.${url.origin}/.extraHeader`, `Authorization: ${authorization}`] as const;
  return { remote, config: [["http.followRedirects", "false"], ...(isSent ? [login] : [])] };
}

async function follow(
  downloads: Downloads,
  address: URL,
  signal: AbortSignal,
): Promise<{ readonly remote: string; readonly trusted: boolean } | undefined> {
  try {
    const fail = (_url: URL, why: string) => new GitError(why);
    const first = new URL(`${address.href.replace(/\/?$/, "/")}${FIRST}`);
    const { url, trusted, response } = await openDownload(downloads, first, { signal, fail });
    response.body.destroy();
    const { href } = url;
    if (href.endsWith(`/${FIRST}`)) return { remote: href.slice(0, -FIRST.length - 1), trusted };
    throw new GitError(`it redirects to ${href}, which is not a repository`);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof GitError) throw error;
    // A server that does not answer now does not answer git either, which has a good message for it.
    return undefined;
  }
}
