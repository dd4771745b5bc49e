import { type ContextRequest, MAX_CONTEXT_ENTRIES } from "#contract/context.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { WorkspaceFile } from "#contract/workspace.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { FlagFault } from "../faults/flagFault.ts";
import { pathFault } from "../faults/pathFault.ts";

/** A folder of the workspace that a build may copy from; `""` is the top. */
export interface ContextFolder {
  readonly path: string;
  readonly files: readonly WorkspaceFile[];
}

/** The folder that `docker build PATH` names. Throws a FlagFault. */
export async function contextFolder({ files }: CommandContext, typed: string): Promise<ContextFolder> {
  if (/^(?:https?|git|ssh):\/\/|^git@|^github\.com\//.test(typed)) {
    throw new FlagFault("unable to prepare context: a URL is not available here: build from a folder of the workspace");
  }
  const resolved = await files.resolve(typed);
  if (resolved.kind === "invalid")
    throw new FlagFault(`unable to prepare context: ${pathFault(typed, resolved.fault)}`);
  if (resolved.kind === "absent")
    throw new FlagFault(`unable to prepare context: path ${JSON.stringify(typed)} not found`);
  if (resolved.kind === "file") {
    throw new FlagFault(
      `unable to prepare context: path ${JSON.stringify(typed)} is a file: name the folder that holds it`,
    );
  }
  const { path } = resolved;
  const inside = (await files.list()).filter((file) => path === "" || file.path.startsWith(`${path}/`));
  return { path, files: inside.filter(({ kind }) => kind !== "folder") };
}

/** A path of the workspace as the context has it. Undefined if it lies outside. */
export function pathInContext(folder: ContextFolder, path: string): string | undefined {
  if (folder.path === "") return path;
  return path.startsWith(`${folder.path}/`) ? path.slice(folder.path.length + 1) : undefined;
}

/** Keeps a folder's files as a context. Throws a ProblemError. */
export async function keepContext({ services, owner }: CommandContext, folder: ContextFolder): Promise<Digest> {
  const { uploads, bodies } = services;
  const request: ContextRequest = {
    files: folder.files.map(({ path, mode, text, blob }) => ({
      path: pathInContext(folder, path) ?? path,
      mode,
      ...(blob === undefined ? { text: text ?? "" } : { blob }),
    })),
  };
  const limits = { maxBytes: uploads.bytes, maxFileBytes: uploads.bytes, maxEntries: MAX_CONTEXT_ENTRIES };
  const body = [Buffer.from(JSON.stringify(request))];
  const kept = await bodies.keepContext({ form: "json", owner, limits }, inOrder(body));
  return kept.digest;
}

async function* inOrder(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

export function bytesOf({ files }: ContextFolder): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
