import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { folderOf, foldersOf } from "../../lib/contextPath.ts";
import { editFile, openFile, useEditor } from "../../state/editor.ts";
import { setDrawer } from "../../state/layout.ts";
import { deletePath, useWorkspace } from "../../state/workspace.ts";
import { ContextMenu } from "../../ui/ContextMenu.tsx";
import { type Editing, finishEditing } from "./editing.ts";
import styles from "./FileTree.module.css";
import { FileTreeRow } from "./FileTreeRow.tsx";
import { fileMenu } from "./fileMenu.ts";
import { type FileRow, fileRows } from "./fileTree.ts";
import { ignoredPaths } from "./ignoredPaths.ts";
import { NameField } from "./NameField.tsx";
import { type TreeMove, treeMove } from "./treeKeys.ts";

interface FileTreeProps {
  editing: Editing | undefined;
  onEdit: (editing: Editing | undefined) => void;
}

export function FileTree({ editing, onEdit }: FileTreeProps) {
  const { files, settings } = useWorkspace((state) => state.content);
  const openPath = useEditor((state) => state.openPath) ?? settings.dockerfile;
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState(openPath);
  const list = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => fileRows(files, settings.dockerfile, collapsed), [files, settings.dockerfile, collapsed]);
  const ignored = useMemo(() => ignoredPaths(files, settings.dockerfile), [files, settings.dockerfile]);
  const tabStop = rows.some(({ path }) => path === focused) ? focused : rows[0]?.path;
  useShowFolders(openPath, setCollapsed);

  const focusRow = (path: string) => {
    setFocused(path);
    list.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)?.focus();
  };
  const open = (path: string, keyboard: "stays" | "goes there") => {
    const show = keyboard === "stays" ? openFile : editFile;
    show(path === settings.dockerfile ? undefined : path);
    setDrawer(false);
  };
  const toggle = (path: string) =>
    setCollapsed((before) =>
      before.has(path) ? new Set([...before].filter((one) => one !== path)) : new Set([...before, path]),
    );
  const run = (move: TreeMove) => {
    if (move.kind === "focus") focusRow(move.path);
    else if (move.kind === "toggle") toggle(move.path);
    else if (move.kind === "open") open(move.path, "goes there");
    else if (move.kind === "rename") onEdit({ kind: "rename", path: move.path });
    else remove(move.path);
  };
  const remove = (path: string) => {
    const index = rows.findIndex((row) => row.path === path);
    const next = rows[index + 1] ?? rows[index - 1];
    deletePath(path);
    if (next) requestAnimationFrame(() => focusRow(next.path));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !tabStop) return;
    const move = treeMove(event.key, rows, tabStop);
    if (!move) return;
    event.preventDefault();
    run(move);
  };
  const finish = (path: string) => {
    if (!editing) return;
    finishEditing(editing, path);
    onEdit(undefined);
    setFocused(path);
    if (editing.kind === "new-file") open(path, "goes there");
    else requestAnimationFrame(() => focusRow(path));
  };
  const cancel = () => {
    onEdit(undefined);
    if (tabStop) requestAnimationFrame(() => focusRow(tabStop));
  };
  const field = editing && <NameField editing={editing} onDone={finish} onCancel={cancel} />;
  return (
    <div ref={list} role="tree" aria-label="Context files" className={styles.tree} onKeyDown={onKeyDown}>
      {editing && editing.kind !== "rename" && editing.folder === "" && field}
      {rows.map((row) => (
        <div key={row.path} role="presentation">
          {editing?.kind === "rename" && editing.path === row.path ? (
            field
          ) : (
            <ContextMenu
              items={fileMenu(row, settings.dockerfile, modeOf(files, row), {
                open: (path) => open(path, "goes there"),
                edit: onEdit,
                remove,
              })}
            >
              <FileTreeRow
                row={row}
                selected={row.path === openPath}
                tabStop={row.path === tabStop}
                ignored={ignored.has(row.path)}
                onFocus={() => setFocused(row.path)}
                onPress={() => (row.expanded === undefined ? open(row.path, "stays") : toggle(row.path))}
              />
            </ContextMenu>
          )}
          {editing && editing.kind !== "rename" && editing.folder === row.path && field}
        </div>
      ))}
      {rows.length === 0 && !editing && <p className={styles.empty}>No files yet. Add a Dockerfile to build one.</p>}
    </div>
  );
}

const modeOf = (files: readonly { path: string; mode: number }[], { path }: FileRow) =>
  files.find((file) => file.path === path)?.mode;

/** A file that is opened from elsewhere is seen in the tree, whatever was folded above it. */
function useShowFolders(
  openPath: string,
  setCollapsed: (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void,
): void {
  useEffect(() => {
    if (folderOf(openPath) === "") return;
    const above = new Set(foldersOf(openPath));
    setCollapsed((before) => new Set([...before].filter((path) => !above.has(path))));
  }, [openPath, setCollapsed]);
}
