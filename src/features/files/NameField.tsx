import { type KeyboardEvent, useId, useState } from "react";
import { cleanPath } from "../../lib/contextPath.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { newPathFault } from "../../state/workspace/workspaceFiles.ts";
import styles from "./ContextTree.module.css";
import { type Editing, initialName } from "./editing.ts";
import { messages } from "./messages.ts";

interface NameFieldProps {
  editing: Editing;
  onDone: (path: string) => void;
  onCancel: () => void;
}

/** A path typed where it will be in the tree. Missing folders are created. */
export function NameField({ editing, onDone, onCancel }: NameFieldProps) {
  const [typed, setTyped] = useState(initialName(editing));
  const files = useWorkspace((state) => state.content.files);
  const faultId = useId();
  const path = cleanPath(typed);
  const unchanged = editing.kind === "rename" && path === editing.path;
  const fault = unchanged ? undefined : newPathFault(files, path);
  const shown = typed === initialName(editing) ? undefined : fault;

  const finish = () => (fault ? onCancel() : onDone(path));
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Enter" && !fault) finish();
    if (event.key === "Escape") onCancel();
  };
  const selectName = (input: HTMLInputElement) => {
    const start = input.value.lastIndexOf("/") + 1;
    const dot = input.value.lastIndexOf(".");
    input.setSelectionRange(start, dot > start ? dot : input.value.length);
  };
  return (
    <span className={styles.field}>
      <input
        className={styles.input}
        aria-label={messages.nameLabels[editing.kind]}
        aria-invalid={shown !== undefined}
        aria-describedby={shown ? faultId : undefined}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: it appears where a name was asked for
        autoFocus
        onFocus={(event) => selectName(event.target)}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={finish}
      />
      {shown && (
        <span id={faultId} role="alert" className={styles.fault}>
          {shown}
        </span>
      )}
    </span>
  );
}
