import type { WorkspaceContent, WorkspaceFile } from "./workspace.ts";

const SCRIPT_MODE = 0o755;
const FILE_MODE = 0o644;

/** A folder of `examples/` as a workspace: of this name, whose build tags its image so. */
export function exampleContent(id: string, files: readonly WorkspaceFile[]): WorkspaceContent {
  return {
    name: id,
    files: [...files],
    settings: { dockerfile: "Dockerfile", tag: id, target: "", buildArgs: [], platform: "" },
  };
}

/** A file of an example; a script can be run. `size` in bytes. */
export function exampleFile(path: string, text: string, size: number): WorkspaceFile {
  return { path, kind: "text", mode: text.startsWith("#!") ? SCRIPT_MODE : FILE_MODE, text, size };
}
