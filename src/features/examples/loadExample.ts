import { exampleContent, exampleFile } from "#contract/exampleContent.ts";
import type { WorkspaceContent } from "#contract/workspace.ts";
import { putFiles, textSize } from "../../state/workspaceFiles.ts";
import type { Example } from "./examples.ts";

/** Texts by path below the folder, each its own small download. `exhaustive` takes .dockerignore too. */
const texts = import.meta.glob<string>("/examples/**", { query: "?raw", import: "default", exhaustive: true });

/** The example as a workspace. Rejects where the page's server does not have it any more. */
export async function loadExample({ id }: Example): Promise<WorkspaceContent> {
  const folder = `/examples/${id}/`;
  const loads = Object.entries(texts).filter(([path]) => path.startsWith(folder));
  const files = await Promise.all(
    loads.map(async ([path, load]) => {
      const text = await load();
      return exampleFile(path.slice(folder.length), text, textSize(text));
    }),
  );
  return exampleContent(id, putFiles([], files));
}
