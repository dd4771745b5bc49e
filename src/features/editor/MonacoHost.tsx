import { type RefObject, useEffect, useRef } from "react";
import { createEditor } from "./createEditor.ts";
import styles from "./Editor.module.css";
import type { Monaco } from "./monacoApi.ts";
import { takeOver } from "./takeOver.ts";

interface MonacoHostProps {
  readonly monaco: Monaco;
  /** Shown in place of the editor until `onShown`. */
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onShown: () => void;
}

export function MonacoHost({ monaco, field, onShown }: MonacoHostProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return undefined;
    const { codeEditor, detach } = createEditor(monaco, host.current);
    // In the same task, while the field still is there: a key is typed into one or the other.
    if (field.current) takeOver(codeEditor, field.current);
    onShown();
    return detach;
  }, [monaco, field, onShown]);
  return <div ref={host} className={styles.host} />;
}
