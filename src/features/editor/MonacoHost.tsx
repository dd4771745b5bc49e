import { useEffect, useRef } from "react";
import { createEditor } from "./createEditor.ts";
import styles from "./Editor.module.css";
import type { Monaco } from "./monacoApi.ts";

export function MonacoHost({ monaco }: { monaco: Monaco }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => (host.current ? createEditor(monaco, host.current) : undefined), [monaco]);
  return <div ref={host} className={styles.host} />;
}
