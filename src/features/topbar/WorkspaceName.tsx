import { clsx } from "clsx";
import { type ReactNode, useEffect } from "react";
import { useShared } from "../../state/workspace/shared.ts";
import { saveNow, useWorkspace } from "../../state/workspace/workspace.ts";
import { Tooltip } from "../../ui/Tooltip.tsx";
import { savingWords } from "./savingWords.ts";
import styles from "./WorkspaceName.module.css";

interface WorkspaceNameProps {
  /** The name needs the room: that all is saved goes without saying. */
  compact: boolean;
  phone: boolean;
  menu: ReactNode;
}

/** The menu of the workspace, named after it, and whether the workspace is saved. */
export function WorkspaceName({ compact, phone, menu }: WorkspaceNameProps) {
  const state = useWorkspace();
  const isShared = useShared(({ share }) => share !== undefined);
  const { text, detail, tone } = savingWords(state, isShared);
  useSaveKey();
  return (
    <div className={styles.workspace}>
      {!phone && (
        <span aria-hidden="true" className={styles.slash}>
          /
        </span>
      )}
      {menu}
      <Tooltip text={detail}>
        <output className={clsx(styles.status, compact && tone === "quiet" && "visually-hidden")} data-tone={tone}>
          {!phone && <span aria-hidden="true">· </span>}
          {text}
        </output>
      </Tooltip>
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
