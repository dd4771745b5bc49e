import type { BuildRequest } from "#contract/build.ts";
import type { ContextFileInput, ContextRequest } from "#contract/context.ts";
import type { Digest } from "#contract/names/digest.ts";
import { type Problem, problem } from "#contract/problem.ts";
import { requestOfSettings } from "#contract/requestOfSettings.ts";
import type { WorkspaceContent, WorkspaceFile } from "#contract/workspace.ts";
import { messages } from "./messages.ts";

/** The input of a build: the files and settings of the workspace, and secrets, which are no part of it. */
export interface BuildInput extends Pick<WorkspaceContent, "files" | "settings"> {
  readonly secrets?: BuildRequest["secrets"];
}

/** The files of a workspace as a context. Folders are implied by the files in them. */
export function contextOf(files: readonly WorkspaceFile[]): ContextRequest {
  return { files: files.flatMap(contextFile) };
}

/** The text of the Dockerfile to build, or the problem that there is none. */
export function dockerfileTextOf({ files, settings }: BuildInput): string | Problem {
  const file = files.find((one) => one.path === settings.dockerfile);
  if (file?.kind === "text") return file.text ?? "";
  if (file?.kind === "blob") {
    return problem("dockerfile/missing", messages.notText(settings.dockerfile), {
      next: messages.notTextNext,
    });
  }
  return problem("dockerfile/missing", messages.noDockerfile(settings.dockerfile), {
    next: messages.noDockerfileNext,
  });
}

/** What a build names of what was sent before it. */
export interface SentContexts {
  readonly context: Digest;
  readonly namedContexts?: BuildRequest["namedContexts"];
}

/** The build request. Empty settings are omitted. */
export function buildRequestOf(
  { settings, secrets }: Omit<BuildInput, "files">,
  dockerfileText: string,
  sent: Partial<SentContexts> = {},
): BuildRequest {
  const { tag } = settings;
  return {
    ...sent,
    ...requestOfSettings(settings),
    dockerfileText,
    ...(tag ? { tags: [tag] } : {}),
    ...(secrets && { secrets }),
  };
}

function contextFile({ path, kind, mode, text, blob }: WorkspaceFile): ContextFileInput[] {
  if (kind === "folder") return [];
  if (kind === "blob") return blob ? [{ path, mode, blob }] : [];
  return [{ path, mode, text: text ?? "" }];
}
