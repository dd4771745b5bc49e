import { filesWithin } from "#contract/namedContextRows.ts";
import type { Digest } from "#contract/names/digest.ts";
import { problem } from "#contract/problem.ts";
import type { WorkspaceFile } from "#contract/workspace.ts";
import { createContext } from "../../api/client.ts";
import { refused, succeeded } from "../../api/result.ts";
import { type BuildInput, contextOf, type SentContexts } from "./buildRequest.ts";
import { sendFolder, sendNamed } from "./sendContexts.ts";

/** A context the server has, and the files it was made from. */
export interface SentContext {
  readonly digest: Digest;
  readonly files: readonly WorkspaceFile[];
}

/** More text than this, in UTF-16 code units, is sent only for a build, never just for a plan. */
const MOST_TEXT = 4_000_000;

let sent: SentContext | undefined;
/** Folders that have a name in builds, by path. */
const folders = new Map<string, SentContext>();

/** A build sent these files: later requests only need to say what changed since. */
export function rememberContext(context: SentContext): void {
  sent = context;
}

/** The server lost it, or too much changed since. */
export function forgetContext(): void {
  sent = undefined;
  folders.clear();
}

/** The last context sent; sent now if there is none, unless it is large. */
export async function contextAtServer(
  files: BuildInput["files"],
  signal: AbortSignal,
): Promise<SentContext | undefined> {
  if (sent) return sent;
  if (isLong(files)) return undefined;
  const answer = await createContext(contextOf(files), signal);
  if (answer.ok) sent = { digest: answer.value.digest, files };
  return sent;
}

/** With the folders that have a name: those that changed since are sent now; undefined if one is large, or refused. */
export async function contextsAtServer(
  { files, settings }: BuildInput,
  { digest }: SentContext,
  signal: AbortSignal,
): Promise<SentContexts | undefined> {
  const named = await sendNamed({ settings }, digest, async (folder) => {
    const within = filesWithin(files, folder);
    const known = folders.get(folder);
    if (known && isSame(known.files, within)) return succeeded(known.digest);
    if (isLong(within)) return refused(problem("context/too-large", folder));
    const answer = await sendFolder(files, folder, signal);
    if (answer.ok) folders.set(folder, { digest: answer.value, files: within });
    return answer;
  });
  return named.ok ? named.value : undefined;
}

const isLong = (files: BuildInput["files"]): boolean =>
  files.reduce((sum, { text = "" }) => sum + text.length, 0) > MOST_TEXT;

/** Files that nobody changed are the same objects. */
const isSame = (a: readonly WorkspaceFile[], b: readonly WorkspaceFile[]): boolean =>
  a.length === b.length && a.every((file, index) => file === b[index]);
