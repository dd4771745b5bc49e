import type { WorkspaceContent } from "#contract/workspace.ts";
import { EXAMPLES } from "./examples.ts";
import { loadExample } from "./loadExample.ts";

/** What somebody finds who comes for the first time. */
export const firstExample = (): Promise<WorkspaceContent> => loadExample(EXAMPLES[0]);
