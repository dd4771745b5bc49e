import { foldersOf } from "../../lib/contextPath.ts";
import { useImageNames } from "../../state/imageNames.ts";
import { useWorkspace } from "../../state/workspace.ts";
import type { PlaceInput } from "./language/askAtPosition.ts";

/** What completion and hover may know beside the text. */
export function dockerfileEnvironment(): PlaceInput["environment"] {
  const { files, settings } = useWorkspace.getState().content;
  const paths = files.map(({ path, kind }) => (kind === "folder" ? `${path}/` : path));
  const folders = files.flatMap(({ path }) => foldersOf(path)).map((folder) => `${folder}/`);
  return {
    buildArgs: Object.fromEntries(settings.buildArgs.map(({ name, value }) => [name, value])),
    images: useImageNames.getState().names,
    contextPaths: [...new Set([...folders, ...paths])],
    ...(settings.platform && { platform: settings.platform }),
  };
}
