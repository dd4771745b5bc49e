import { readdirSync, readFileSync } from "node:fs";
import { exampleContent, exampleFile } from "#contract/exampleContent.ts";
import type { WorkspaceContent } from "#contract/workspace.ts";

const ID = "hello-world";
const FOLDER = new URL(`../../examples/${ID}/`, import.meta.url);

/** The content of a new workspace: the first example, which builds without a network. */
export function firstWorkspace(): WorkspaceContent {
  const files = readdirSync(FOLDER)
    .sort()
    .map((path) => {
      const bytes = readFileSync(new URL(path, FOLDER));
      return exampleFile(path, bytes.toString("utf8"), bytes.length);
    });
  return exampleContent(ID, files);
}
