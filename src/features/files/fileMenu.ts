import { folderOf } from "../../lib/contextPath.ts";
import { changeSettings, setExecutable } from "../../state/workspace/workspace.ts";
import type { MenuItem } from "../../ui/menuItem.ts";
import type { Editing } from "./editing.ts";
import type { FileRow } from "./fileTree.ts";

interface FileActions {
  readonly open: (path: string) => void;
  readonly edit: (editing: Editing) => void;
  readonly remove: (path: string) => void;
}

/**
 * What can be done with a row of the tree, or with the tree where no row is. `mode` is undefined for a folder that only
 * exists by what is in it.
 */
export function fileMenu(
  row: FileRow | undefined,
  dockerfile: string,
  mode: number | undefined,
  actions: FileActions,
): MenuItem[] {
  if (!row) return newItems("", actions);
  const { path } = row;
  const isFolder = row.expanded !== undefined;
  const folder = isFolder ? path : folderOf(path);
  const executable = ((mode ?? 0) & 0o111) !== 0;
  const ofFile: MenuItem[] = [
    { kind: "item", label: "Open", shortcut: "Enter", onSelect: () => actions.open(path) },
    {
      kind: "item",
      label: executable ? "Make not executable" : "Make executable",
      detail: `now ${(mode ?? 0).toString(8).padStart(4, "0")}`,
      onSelect: () => setExecutable(path, !executable),
    },
  ];
  const asDockerfile: MenuItem[] = [
    { kind: "item", label: "Build with this Dockerfile", onSelect: () => changeSettings({ dockerfile: path }) },
  ];
  return [
    ...(isFolder ? [] : ofFile),
    ...(row.kind === "text" && path !== dockerfile && isDockerfileName(row.name) ? asDockerfile : []),
    ...newItems(folder, actions),
    { kind: "separator" },
    {
      kind: "item",
      label: "Rename",
      icon: "pencil",
      shortcut: "F2",
      onSelect: () => actions.edit({ kind: "rename", path }),
    },
    {
      kind: "item",
      label: "Delete",
      icon: "trash",
      shortcut: "Del",
      danger: true,
      onSelect: () => actions.remove(path),
    },
  ];
}

function newItems(folder: string, { edit }: FileActions): MenuItem[] {
  const here = folder === "" ? "" : " here";
  return [
    { kind: "item", label: `New file${here}`, icon: "file", onSelect: () => edit({ kind: "new-file", folder }) },
    { kind: "item", label: `New folder${here}`, icon: "folder", onSelect: () => edit({ kind: "new-folder", folder }) },
  ];
}

const isDockerfileName = (name: string) => /dockerfile|containerfile/i.test(name) && !name.endsWith(".dockerignore");
