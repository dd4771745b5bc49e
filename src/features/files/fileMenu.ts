import { folderOf } from "#contract/contextPath.ts";
import { changeSettings, setExecutable } from "../../state/workspace/workspace.ts";
import type { MenuItem } from "../../ui/menuItem.ts";
import type { Editing } from "./editing.ts";
import type { FileRow } from "./fileTree.ts";
import { messages as texts } from "./messages.ts";

const messages = texts.menu;

interface FileActions {
  readonly open: (path: string) => void;
  readonly edit: (editing: Editing) => void;
  readonly remove: (path: string) => void;
}

/**
 * The context menu of a row, or of the empty area below the rows. `mode` is undefined for a folder that exists only
 * because of the files in it.
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
    ...openMenu(path, actions.open),
    {
      kind: "item",
      label: executable ? messages.makeNotExecutable : messages.makeExecutable,
      detail: messages.currentMode((mode ?? 0).toString(8).padStart(4, "0")),
      onSelect: () => setExecutable(path, !executable),
    },
  ];
  const asDockerfile: MenuItem[] = [
    { kind: "item", label: messages.buildWith, onSelect: () => changeSettings({ dockerfile: path }) },
  ];
  return [
    ...(isFolder ? [] : ofFile),
    ...(row.kind === "text" && path !== dockerfile && isDockerfileName(row.name) ? asDockerfile : []),
    ...newItems(folder, actions),
    { kind: "separator" },
    {
      kind: "item",
      label: messages.rename,
      icon: "pencil",
      shortcut: "F2",
      onSelect: () => actions.edit({ kind: "rename", path }),
    },
    {
      kind: "item",
      label: messages.delete,
      icon: "trash",
      shortcut: "Del",
      danger: true,
      onSelect: () => actions.remove(path),
    },
  ];
}

/** All that can be done on a page that only shows. */
export const openMenu = (path: string, open: FileActions["open"]): MenuItem[] => [
  { kind: "item", label: messages.open, shortcut: "Enter", onSelect: () => open(path) },
];

function newItems(folder: string, { edit }: FileActions): MenuItem[] {
  const isTop = folder === "";
  return [
    {
      kind: "item",
      label: isTop ? messages.newFile : messages.newFileHere,
      icon: "file",
      onSelect: () => edit({ kind: "new-file", folder }),
    },
    {
      kind: "item",
      label: isTop ? messages.newFolder : messages.newFolderHere,
      icon: "folder",
      onSelect: () => edit({ kind: "new-folder", folder }),
    },
  ];
}

const isDockerfileName = (name: string) => /dockerfile|containerfile/i.test(name) && !name.endsWith(".dockerignore");
