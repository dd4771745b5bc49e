import { parseDockerignore } from "#dockerfile/ignore/dockerignore.ts";
import type { PlaceInput } from "../../language/askAtPosition.ts";
import { pathsWithFolders } from "../../lib/contextPath.ts";
import { useBaseImages } from "../image/baseImages.ts";
import { useImageNames } from "../image/imageNames.ts";
import { useWorkspace } from "../workspace/workspace.ts";
import { ignoreFile } from "../workspace/workspaceFiles.ts";

/** Prefix of the URIs of file models. */
const CONTEXT_URI = "context:///";

/** What completion and hover know besides the text. */
export function dockerfileEnvironment(): PlaceInput["environment"] {
  const { files, settings } = useWorkspace.getState().content;
  const ignore = parseDockerignore(ignoreFile(files, settings.dockerfile)?.text ?? "");
  const copied = files.filter(({ path }) => !ignore.ignores(path));
  return {
    buildArgs: Object.fromEntries(settings.buildArgs.map(({ name, value }) => [name, value])),
    images: useImageNames.getState().names,
    baseImages: useBaseImages.getState().images,
    tags: useBaseImages.getState().tags,
    contextUri: CONTEXT_URI,
    contextPaths: pathsWithFolders(copied),
    ...(settings.platform && { platform: settings.platform }),
  };
}
