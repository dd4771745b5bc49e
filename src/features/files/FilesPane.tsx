import { useRef, useState } from "react";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { chosenEntries } from "../../state/project/droppedEntries.ts";
import { takeFiles, takeFolder } from "../../state/project/project.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItem.ts";
import { ContextTree } from "./ContextTree.tsx";
import type { Editing } from "./editing.ts";
import styles from "./FilesPane.module.css";
import { messages } from "./messages.ts";
import { UploadProgress } from "./UploadProgress.tsx";

interface FilesPaneProps {
  /** Beside a lesson they fold: whether they are open, and what to do with another choice. */
  fold?: { isOpen: boolean; onChange: (isOpen: boolean) => void } | undefined;
}

/** The context files: what a build may copy from. */
export function FilesPane({ fold }: FilesPaneProps) {
  const ready = useWorkspace(({ phase }) => phase === "ready");
  const [editing, setEditing] = useState<Editing>();
  const { isReadOnly } = useReadOnly();
  const isOpen = fold?.isOpen ?? true;
  return (
    <nav aria-label={messages.pane} className={styles.pane}>
      <header className={styles.header}>
        <h2 className={styles.title}>
          {fold ? <FoldButton isOpen={fold.isOpen} onChange={fold.onChange} /> : messages.heading}
        </h2>
        {isOpen && !isReadOnly && <AddMenu onNew={setEditing} disabled={!ready} />}
      </header>
      {ready && isOpen && <ContextTree editing={editing} onEdit={setEditing} />}
      <UploadProgress />
    </nav>
  );
}

function FoldButton({ isOpen, onChange }: NonNullable<FilesPaneProps["fold"]>) {
  return (
    <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={() => onChange(!isOpen)}>
      <Icon name={isOpen ? "chevronDown" : "chevronRight"} size={12} />
      {messages.heading}
    </button>
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
  const takeChosen = (input: HTMLInputElement, take: (files: readonly File[]) => Promise<void>) => {
    void take([...(input.files ?? [])]);
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
        onChange={(event) => takeChosen(event.target, (chosen) => takeFiles({ files: chosen, folders: [] }))}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        aria-label={messages.folderToUpload}
        {...{ webkitdirectory: "" }}
        onChange={(event) => takeChosen(event.target, (chosen) => takeFolder(chosenEntries(chosen)))}
      />
    </>
  );
}
