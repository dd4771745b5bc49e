import type { WorkspaceContent } from "#contract/workspace.ts";
import { EXECUTABLE_MODE, putFiles, textFile } from "../../state/workspace/workspaceFiles.ts";
import type { Example } from "./examples.ts";

/** Texts by path below `data/`, each a small download of its own. `exhaustive` includes .dockerignore. */
const texts = import.meta.glob<string>("./data/**", { query: "?raw", import: "default", exhaustive: true });

/** The example as a workspace. Rejects if the server no longer has it. */
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
