import { type KeyboardEvent, type SyntheticEvent, useState } from "react";
import { findFile } from "#contract/workspaceFiles.ts";
import { isReadOnly } from "../../state/page/readOnly.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { ContextMenu } from "../../ui/ContextMenu.tsx";
import styles from "./ContextTree.module.css";
import { ContextTreeRow } from "./ContextTreeRow.tsx";
import { type Editing, finishEditing } from "./editing.ts";
import { fileMenu, openMenu } from "./fileMenu.ts";
import { messages } from "./messages.ts";
import { NameField } from "./NameField.tsx";
import { treeMove } from "./treeKeys.ts";
import { type FileTreeView, useFileTree } from "./useFileTree.ts";

interface ContextTreeProps {
  editing: Editing | undefined;
  onEdit: (editing: Editing | undefined) => void;
}

/** The files as a tree with one Tab stop. The tree handles pointer, keys, and menu for its many rows. */
export function ContextTree({ editing, onEdit }: ContextTreeProps) {
  const tree = useFileTree();
  const { rows, openPath, tabStop, ignored } = tree;
  const [menuPath, setMenuPath] = useState<string>();
  const field = editing && <EditedName editing={editing} tree={tree} onEdit={onEdit} />;
  const press = (event: SyntheticEvent) => {
    const row = rows.find(({ path }) => path === pathOf(event));
    if (row) row.expanded === undefined ? tree.open(row.path, "stays") : tree.toggle(row.path);
  };
  const onFocus = (event: SyntheticEvent) => {
    const path = pathOf(event);
    if (path !== undefined) tree.setFocused(path);
  };
  return (
    <ContextMenu items={menuItems(tree, menuPath, onEdit)}>
      <div
        ref={tree.list}
        role="tree"
        aria-label={messages.pane}
        className={styles.tree}
        onKeyDown={(event) => onKey(event, tree, onEdit)}
        onClick={press}
        onFocus={onFocus}
        onContextMenuCapture={(event) => setMenuPath(pathOf(event))}
        // A long press opens the menu without that event.
        onPointerDownCapture={(event) => event.pointerType !== "mouse" && setMenuPath(pathOf(event))}
      >
        {isNewIn(editing, "") && field}
        {rows.map((row) => (
          <div key={row.path} role="presentation">
            {editing?.kind === "rename" && editing.path === row.path ? (
              field
            ) : (
              <ContextTreeRow
                row={row}
                selected={row.path === openPath}
                tabStop={row.path === tabStop}
                ignored={ignored.has(row.path)}
              />
            )}
            {isNewIn(editing, row.path) && field}
          </div>
        ))}
        {rows.length === 0 && !editing && <p className={styles.empty}>{messages.empty}</p>}
      </div>
    </ContextMenu>
  );
}

interface EditedNameProps {
  editing: Editing;
  tree: FileTreeView;
  onEdit: (editing: Editing | undefined) => void;
}

function EditedName({ editing, tree, onEdit }: EditedNameProps) {
  const finish = (path: string) => {
    finishEditing(editing, path);
    onEdit(undefined);
    tree.setFocused(path);
    if (editing.kind === "new-file") tree.open(path, "goes there");
    else requestAnimationFrame(() => tree.focusRow(path));
  };
  const cancel = () => {
    onEdit(undefined);
    const { tabStop } = tree;
    if (tabStop !== undefined) requestAnimationFrame(() => tree.focusRow(tabStop));
  };
  return <NameField editing={editing} onDone={finish} onCancel={cancel} />;
}

function onKey(event: KeyboardEvent, tree: FileTreeView, onEdit: ContextTreeProps["onEdit"]): void {
  if (event.ctrlKey || event.metaKey || event.altKey || tree.tabStop === undefined) return;
  const move = treeMove(event.key, tree.rows, tree.tabStop);
  if (!move) return;
  event.preventDefault();
  if (move.kind === "focus") tree.focusRow(move.path);
  else if (move.kind === "toggle") tree.toggle(move.path);
  else if (move.kind === "open") tree.open(move.path, "goes there");
  else if (isReadOnly()) return;
  else if (move.kind === "rename") onEdit({ kind: "rename", path: move.path });
  else tree.remove(move.path);
}

function menuItems(tree: FileTreeView, path: string | undefined, onEdit: ContextTreeProps["onEdit"]) {
  const row = tree.rows.find((one) => one.path === path);
  if (isReadOnly()) return row ? openMenu(row.path, (chosen) => tree.open(chosen, "goes there")) : [];
  const mode = row && findFile(useWorkspace.getState().content.files, row.path)?.mode;
  return fileMenu(row, tree.dockerfile, mode, {
    open: (chosen) => tree.open(chosen, "goes there"),
    edit: onEdit,
    remove: tree.remove,
  });
}

const isNewIn = (editing: Editing | undefined, folder: string) =>
  editing !== undefined && editing.kind !== "rename" && editing.folder === folder;

/** The path of the row an event comes from. */
function pathOf({ target }: SyntheticEvent): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>("[data-path]")?.dataset.path : undefined;
}
