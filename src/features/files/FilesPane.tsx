import { clsx } from "clsx";
import { type DragEvent, useRef, useState } from "react";
import { joinPath } from "../../lib/contextPath.ts";
import { type UploadEntry, upload } from "../../state/workspace/uploads.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItem.ts";
import { ContextTree } from "./ContextTree.tsx";
import { chosenEntries, droppedEntries } from "./droppedEntries.ts";
import type { Editing } from "./editing.ts";
import styles from "./FilesPane.module.css";
import { messages } from "./messages.ts";
import { UploadProgress } from "./UploadProgress.tsx";

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes("Files");

/** The context files: what a build may copy from. */
export function FilesPane() {
  const ready = useWorkspace(({ phase }) => phase === "ready");
  const [editing, setEditing] = useState<Editing>();
  const [dropping, setDropping] = useState(false);
  const depth = useRef(0);

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    depth.current = 0;
    setDropping(false);
    void droppedEntries(event.dataTransfer).then(upload);
  };
  const onDragMove = (step: 1 | -1) => (event: DragEvent) => {
    if (!hasFiles(event)) return;
    depth.current += step;
    setDropping(depth.current > 0);
  };
  return (
    <nav
      aria-label={messages.pane}
      className={clsx(styles.pane, dropping && styles.dropping)}
      onDragEnter={onDragMove(1)}
      onDragLeave={onDragMove(-1)}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDrop={onDrop}
    >
      <header className={styles.header}>
        <h2 className={styles.title}>{messages.heading}</h2>
        <AddMenu onNew={setEditing} disabled={!ready} />
      </header>
      {ready && <ContextTree editing={editing} onEdit={setEditing} />}
      <UploadProgress />
      {dropping && <p className={styles.hint}>{messages.drop}</p>}
    </nav>
  );
}

function AddMenu({ onNew, disabled }: { onNew: (editing: Editing) => void; disabled: boolean }) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const items: MenuItem[] = [
    {
      kind: "item",
      label: messages.menu.newFile,
      icon: "file",
      onSelect: () => onNew({ kind: "new-file", folder: "" }),
    },
    {
      kind: "item",
      label: messages.menu.newFolder,
      icon: "folder",
      onSelect: () => onNew({ kind: "new-folder", folder: "" }),
    },
    { kind: "separator" },
    { kind: "item", label: messages.menu.uploadFiles, icon: "upload", onSelect: () => files.current?.click() },
    { kind: "item", label: messages.menu.uploadFolder, icon: "upload", onSelect: () => folder.current?.click() },
  ];
  const onChosen = (input: HTMLInputElement) => {
    const entries: UploadEntry[] = input.files ? chosenEntries(input.files) : [];
    void upload(entries.map((entry) => ({ ...entry, path: joinPath("", entry.path) })));
    input.value = "";
  };
  return (
    <>
      <Menu align="end" items={items} trigger={<IconButton label={messages.add} icon="add" disabled={disabled} />} />
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={messages.filesToUpload}
        onChange={(event) => onChosen(event.target)}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        aria-label={messages.folderToUpload}
        {...{ webkitdirectory: "" }}
        onChange={(event) => onChosen(event.target)}
      />
    </>
  );
}
