import { useEffect, useState } from "react";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { hasFiles, takeDropped } from "../../state/project/dropped.ts";
import { endHolding } from "../../state/project/earlyDrop.ts";
import { takeFiles } from "../../state/project/project.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import styles from "./DropTarget.module.css";
import { messages } from "./messages.ts";
import { ProjectDialog } from "./ProjectDialog.tsx";

/** The whole page takes files that are dropped or pasted: anywhere else the browser would leave the page for them. */
export function DropTarget() {
  const { isReadOnly } = useReadOnly();
  const ready = useWorkspace(({ phase }) => phase === "ready") && !isReadOnly;
  const dropping = useDrop(ready);
  usePaste(ready);
  return (
    <>
      {dropping && (
        <div className={styles.overlay} aria-hidden="true">
          <p className={styles.text}>
            <strong>{messages.drop}</strong>
            <span>{messages.dropDetail}</span>
          </p>
        </div>
      )}
      <ProjectDialog />
    </>
  );
}

/** Whether something is held over the page. The editor's own handling of drops comes too late to see these. */
function useDrop(ready: boolean): boolean {
  const [dropping, setDropping] = useState(false);
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      event.stopPropagation();
      event.dataTransfer.dropEffect = ready ? "copy" : "none";
      setDropping(ready);
    };
    const onLeave = (event: DragEvent) => event.relatedTarget === null && setDropping(false);
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      event.stopPropagation();
      setDropping(false);
      if (ready) void takeFiles(takeDropped(event.dataTransfer));
    };
    const early = ready ? endHolding() : undefined;
    if (early !== undefined) void takeFiles(early);
    const options = { capture: true };
    addEventListener("dragover", onOver, options);
    addEventListener("dragleave", onLeave, options);
    addEventListener("drop", onDrop, options);
    return () => {
      removeEventListener("dragover", onOver, options);
      removeEventListener("dragleave", onLeave, options);
      removeEventListener("drop", onDrop, options);
    };
  }, [ready]);
  return dropping;
}

function usePaste(ready: boolean): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      // An office program puts a picture beside its text: the text is meant.
      if (!ready || !hasFiles(event.clipboardData) || event.clipboardData.types.includes("text/plain")) return;
      event.preventDefault();
      event.stopPropagation();
      void takeFiles(takeDropped(event.clipboardData));
    };
    addEventListener("paste", onPaste, { capture: true });
    return () => removeEventListener("paste", onPaste, { capture: true });
  }, [ready]);
}
