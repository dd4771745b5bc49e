import type { PlanRequest } from "#contract/plan.ts";
import { editedTexts, type PlanEdit } from "#lessons/checks/planEdit.ts";
import type { SeenContent } from "./factsOf.ts";

/** The plan of the workspace's next build after an edit; undefined if it has no Dockerfile. */
export function planRequestOf({ files, settings }: SeenContent, edit: PlanEdit): PlanRequest | undefined {
  const dockerfile = settings.dockerfile || "Dockerfile";
  const edited = editedTexts(edit, (path) => files.find((file) => file.path === path)?.text);
  const kept = files.filter(({ path, kind }) => kind !== "folder" && !edited.has(path));
  const inputs = [
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
  const args = settings.buildArgs.filter(({ name }) => name !== "");
  return {
    dockerfile,
    dockerfileText,
    ...(settings.target !== "" && { target: settings.target }),
    ...(settings.platform !== "" && { platform: settings.platform }),
    ...(args.length > 0 && { buildArgs: Object.fromEntries(args.map(({ name, value }) => [name, value])) }),
    contextChanges: { files: inputs },
  };
}
