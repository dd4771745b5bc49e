import type { ContextFileInput } from "#contract/context.ts";
import type { BuilderId } from "#contract/health.ts";
import { filesInFolder, filledContexts, imageContext } from "#contract/namedContextRows.ts";
import type { PlanRequest } from "#contract/plan.ts";
import { requestOfSettings } from "#contract/requestOfSettings.ts";
import { editedTexts, type PlanEdit } from "#lessons/checks/planEdit.ts";
import type { ContextStore } from "#server/contexts/contextStore.ts";
import type { SeenContent } from "./factsOf.ts";

/** What a plan is asked for. */
export interface AskedPlan {
  readonly request: PlanRequest;
  /** The files of each folder that has a name in the build. */
  readonly folders: readonly (readonly [name: string, files: readonly ContextFileInput[]])[];
}

/** The plan of the workspace's next build after an edit; undefined if it has no Dockerfile. */
export function planRequestOf({ files, settings }: SeenContent, edit: PlanEdit): AskedPlan | undefined {
  const dockerfile = settings.dockerfile || "Dockerfile";
  const edited = editedTexts(edit, (path) => files.find((file) => file.path === path)?.text);
  const kept = files.filter(({ path, kind }) => kind !== "folder" && !edited.has(path));
  const inputs: ContextFileInput[] = [
    ...kept.map(({ path, mode, text, blob }) => ({
      path,
      mode,
      ...(blob === undefined ? { text: text ?? "" } : { blob }),
    })),
    ...[...edited].map(([path, text]) => ({
      path,
      text,
      mode: files.find((file) => file.path === path)?.mode ?? 0o644,
    })),
  ];
  const dockerfileText = edited.get(dockerfile) ?? files.find(({ path }) => path === dockerfile)?.text;
  if (dockerfileText === undefined) return undefined;
  const named = filledContexts(settings.namedContexts);
  const images = named.flatMap(({ name, type, source }) => (type === "image" ? [[name, imageContext(source)]] : []));
  return {
    request: {
      ...requestOfSettings({ ...settings, dockerfile }),
      dockerfileText,
      ...(images.length > 0 && { namedContexts: Object.fromEntries(images) }),
      contextChanges: { files: inputs },
    },
    folders: named.flatMap(({ name, type, source }) =>
      type === "folder" ? [[name, filesInFolder(inputs, source)] as const] : [],
    ),
  };
}

/** The same once its folders are stored. `builder`: the one to ask; absent: as the workspace has it. */
export function withFolders(
  { request, folders }: AskedPlan,
  contexts: Pick<ContextStore, "fromFiles">,
  builder: BuilderId | undefined,
): PlanRequest {
  const sent = folders.map(([name, files]) => [name, contexts.fromFiles(files).digest] as const);
  const namedContexts = { ...request.namedContexts, ...Object.fromEntries(sent) };
  return {
    ...request,
    ...(builder !== undefined && { builder }),
    ...(Object.keys(namedContexts).length > 0 && { namedContexts }),
  };
}
