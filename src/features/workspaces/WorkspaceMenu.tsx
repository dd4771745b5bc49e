import { type KeyboardEvent, useRef, useState } from "react";
import { showTeach } from "../../state/class/teach.ts";
import { addNotice } from "../../state/page/notices.ts";
import { ARCHIVE_TYPES } from "../../state/project/archiveTypes.ts";
import { useMe } from "../../state/room/me.ts";
import { renameWorkspace, useWorkspace } from "../../state/workspace/workspace.ts";
import { refreshWorkspaces, useWorkspaceList } from "../../state/workspace/workspaceActions.ts";
import { Icon } from "../../ui/Icon.tsx";
import { lateAbove } from "../../ui/late.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { messages } from "./messages.ts";
import styles from "./WorkspaceMenu.module.css";
import { workspaceMenuItems } from "./workspaceMenuItems.ts";

const AllWorkspaces = lateAbove(
  () => import("./AllWorkspaces.tsx").then((it) => it.AllWorkspaces),
  ({ onClose }) => onClose(),
);
const VersionsDialog = lateAbove(
  () => import("./VersionsDialog.tsx").then((it) => it.VersionsDialog),
  ({ onClose }) => onClose(),
);

type Shown = "menu" | "rename" | "all" | "versions";

/** The name of the workspace: opens what can be done with this one, and the others. */
export function WorkspaceMenu() {
  const ready = useWorkspace(({ phase }) => phase === "ready");
  const name = useWorkspace(({ content }) => content.name) || messages.untitled;
  const list = useWorkspaceList();
  const mayTeach = useMe(({ me }) => me?.mayTeach === true);
  const [shown, setShown] = useState<Shown>("menu");
  const trigger = useRef<HTMLButtonElement>(null);
  const archive = useRef<HTMLInputElement>(null);
  const close = () => setShown("menu");
  const items = workspaceMenuItems(list, {
    rename: () => setShown("rename"),
    showAll: () => setShown("all"),
    showVersions: () => setShown("versions"),
    importFile: () => archive.current?.click(),
    ...(mayTeach && { teach: () => showTeach(true) }),
  });
  const button = (
    <button
      ref={trigger}
      type="button"
      className={styles.name}
      aria-label={messages.menu(name)}
      title={name}
      disabled={!ready}
    >
      <span className={styles.text}>{name}</span>
      <Icon name="chevronDown" size={12} className={styles.icon} />
    </button>
  );
  return (
    <>
      {shown === "rename" ? (
        <NameInput
          name={name}
          onDone={() => {
            close();
            requestAnimationFrame(() => trigger.current?.focus());
          }}
        />
      ) : (
        <Menu items={items} trigger={button} onOpenChange={(open) => open && void refreshWorkspaces()} />
      )}
      <input
        ref={archive}
        type="file"
        accept={ARCHIVE_TYPES}
        hidden
        aria-label={messages.importFiles}
        onChange={({ target }) => {
          void takeArchives([...(target.files ?? [])]);
          target.value = "";
        }}
      />
      {shown === "all" && <AllWorkspaces open onClose={close} />}
      {shown === "versions" && <VersionsDialog open onClose={close} />}
    </>
  );
}

/** What reads archives is loaded late: without a connection it can't be. */
async function takeArchives(files: File[]): Promise<void> {
  const project = await import("../../state/project/project.ts").catch(() => undefined);
  if (project) await project.takeFiles({ files, folders: [] });
  else addNotice({ tone: "error", text: messages.notImported });
}

function NameInput({ name, onDone }: { name: string; onDone: () => void }) {
  const [typed, setTyped] = useState(name);
  const finish = () => {
    const next = typed.trim();
    if (next) renameWorkspace(next);
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") finish();
    if (event.key === "Escape") onDone();
  };
  return (
    <input
      aria-label={messages.name}
      className={styles.input}
      value={typed}
      maxLength={128}
      // biome-ignore lint/a11y/noAutofocus: the field replaces the button just pressed
      autoFocus
      onFocus={(event) => event.target.select()}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={finish}
      onKeyDown={onKeyDown}
    />
  );
}
