import type { WorkspaceContent } from "#contract/workspace.ts";
import { EXECUTABLE_MODE, putFiles, textFile } from "../../state/workspace/workspaceFiles.ts";
import type { Example } from "./examples.ts";

/** Texts by path below `data/`, each its own small download. `exhaustive` takes .dockerignore too. */
const texts = import.meta.glob<string>("./data/**", { query: "?raw", import: "default", exhaustive: true });

/** The example as a workspace. Rejects where the page's server does not have it any more. */
export async function exampleContent({ id }: Example): Promise<WorkspaceContent> {
  const folder = `./data/${id}/`;
  const loads = Object.entries(texts).filter(([path]) => path.startsWith(folder));
  const files = await Promise.all(
    loads.map(async ([path, load]) => {
      const text = await load();
      return textFile(path.slice(folder.length), text, text.startsWith("#!") ? EXECUTABLE_MODE : undefined);
    }),
  );
  return {
    name: id,
    files: [...putFiles([], files)],
    settings: { dockerfile: "Dockerfile", tag: id, target: "", buildArgs: [], platform: "" },
  };
}
