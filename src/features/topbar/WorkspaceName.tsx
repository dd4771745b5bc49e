import { clsx } from "clsx";
import { type KeyboardEvent, useEffect, useState } from "react";
import { renameWorkspace, saveNow, useWorkspace } from "../../state/workspace/workspace.ts";
import { Tooltip } from "../../ui/Tooltip.tsx";
import { messages } from "./messages.ts";
import { savingWords } from "./savingWords.ts";
import styles from "./WorkspaceName.module.css";

/** The workspace name, editable when pressed, and whether the workspace is saved. */
export function WorkspaceName({ phone }: { phone: boolean }) {
  const state = useWorkspace();
  const [typed, setTyped] = useState<string>();
  const { text, detail, tone } = savingWords(state);
  useSaveKey();
  const name = state.content.name || messages.workspace.untitled;

  const finish = () => {
    const next = typed?.trim();
    if (next) renameWorkspace(next);
    setTyped(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") finish();
    if (event.key === "Escape") setTyped(undefined);
  };

  const status = (
    <Tooltip text={detail}>
      <output className={clsx(styles.status, phone && tone === "quiet" && "visually-hidden")} data-tone={tone}>
        {!phone && <span aria-hidden="true">· </span>}
        {text}
      </output>
    </Tooltip>
  );
  if (phone) return status;
  return (
    <div className={styles.workspace}>
      <span aria-hidden="true" className={styles.slash}>
        /
      </span>
      {typed === undefined ? (
        <Tooltip text={messages.workspace.rename}>
          <button type="button" className={styles.name} onClick={() => setTyped(name)}>
            {name}
          </button>
        </Tooltip>
      ) : (
        <input
          aria-label={messages.workspace.name}
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
      )}
      {status}
    </div>
  );
}

/** Ctrl/⌘+S saves at once, instead of opening the browser's "save page" dialog. */
function useSaveKey(): void {
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      saveNow();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}
