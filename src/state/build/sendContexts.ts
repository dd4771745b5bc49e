import { filesInFolder, filledContexts, imageContext, type NamedContextValue } from "#contract/namedContextRows.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { WorkspaceFile } from "#contract/workspace.ts";
import { createContext } from "../../api/client.ts";
import { type Result, succeeded } from "../../api/result.ts";
import { type BuildInput, contextOf, type SentContexts } from "./buildRequest.ts";

type SendFolder = (folder: string) => Promise<Result<Digest>>;

/** Sends the files, and each folder that has a name in the build. */
export async function sendContexts(input: BuildInput, signal: AbortSignal): Promise<Result<SentContexts>> {
  const context = await sendFolder(input.files, "", signal);
  if (!context.ok) return context;
  return sendNamed(input, context.value, (folder) => sendFolder(input.files, folder, signal));
}

/** The same, if the server has the context; `send` may know that it has a folder, too. */
export async function sendNamed(
  { settings }: Pick<BuildInput, "settings">,
  context: Digest,
  send: SendFolder,
): Promise<Result<SentContexts>> {
  const named = new Map<string, NamedContextValue>();
  for (const { name, type, source } of filledContexts(settings.namedContexts)) {
    if (type === "image") {
      named.set(name, imageContext(source));
      continue;
    }
    const sent = await send(source);
    if (!sent.ok) return sent;
    named.set(name, sent.value);
  }
  return succeeded({ context, ...(named.size > 0 && { namedContexts: Object.fromEntries(named) }) });
}

export async function sendFolder(
  files: readonly WorkspaceFile[],
  folder: string,
  signal: AbortSignal,
): Promise<Result<Digest>> {
  const sent = await createContext(contextOf(filesInFolder(files, folder)), signal);
  return sent.ok ? succeeded(sent.value.digest) : sent;
}
