import type { Digest } from "#contract/names/digest.ts";
import type { WorkspaceFile } from "#contract/workspace.ts";
import { createContext } from "../../api/client.ts";
import { type BuildInput, contextOf } from "./buildRequest.ts";

/** A context the server has, and the files it was made from. */
export interface SentContext {
  readonly digest: Digest;
  readonly files: readonly WorkspaceFile[];
}

/** More text than this, in UTF-16 code units, is sent only for a build, never just for a plan. */
const MOST_TEXT = 4_000_000;

let sent: SentContext | undefined;

/** A build sent these files: later requests only need to say what changed since. */
export function rememberContext(context: SentContext): void {
  sent = context;
}

/** The server lost it, or too much changed since. */
export function forgetContext(): void {
  sent = undefined;
}

/** The last context sent; sent now if there is none, unless it is large. */
export async function contextAtServer(
  files: BuildInput["files"],
  signal: AbortSignal,
): Promise<SentContext | undefined> {
  if (sent) return sent;
  if (files.reduce((sum, { text = "" }) => sum + text.length, 0) > MOST_TEXT) return undefined;
  const answer = await createContext(contextOf(files), signal);
  if (answer.ok) sent = { digest: answer.value.digest, files };
  return sent;
}
