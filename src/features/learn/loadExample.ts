import { utf8Length } from "#contract/contextPath.ts";
import { exampleContent, exampleFile } from "#contract/exampleContent.ts";
import type { WorkspaceContent } from "#contract/workspace.ts";
import { putFiles } from "#contract/workspaceFiles.ts";
import type { Example } from "./examples.ts";

/** Texts by path below the folder, each a small download of its own. `exhaustive` includes .dockerignore. */
const texts = import.meta.glob<string>("/examples/**", { query: "?raw", import: "default", exhaustive: true });

/** The example as a workspace. Rejects if the server no longer has it. */
export async function loadExample({ id }: Example): Promise<WorkspaceContent> {
  const folder = `/examples/${id}/`;
  const loads = Object.entries(texts).filter(([path]) => path.startsWith(folder));
  const files = await Promise.all(
    loads.map(async ([path, load]) => {
      const text = await load();
      return exampleFile(path.slice(folder.length), text, utf8Length(text));
    }),
  );
  return exampleContent(id, putFiles([], files));
}
