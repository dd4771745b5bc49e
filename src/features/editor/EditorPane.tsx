import { useCallback, useRef, useState } from "react";
import type { WorkspaceFile } from "#contract/workspace.ts";
import { findFile } from "#contract/workspaceFiles.ts";
import { openFile, useEditor } from "../../state/editor/editor.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import { BlobNote } from "./BlobNote.tsx";
import styles from "./Editor.module.css";
import { messages } from "./messages.ts";
import { NoDockerfile } from "./NoDockerfile.tsx";
import { PlainField } from "./PlainField.tsx";
import { useMonaco } from "./useMonaco.ts";

/** The open file, at first the Dockerfile. */
export function EditorPane() {
  const ready = useWorkspace(({ phase }) => phase === "ready");
  const dockerfile = useWorkspace(({ content }) => content.settings.dockerfile);
  const openPath = useEditor((state) => state.openPath);
  const path = openPath ?? dockerfile;
  const file = useWorkspace(({ content }) => findFile(content.files, path));
  const [loading, retry] = useMonaco();
  const field = useRef<HTMLTextAreaElement>(null);
  const [isComposing, setComposing] = useState(false);
  const [isShown, setShown] = useState(false);
  const onShown = useCallback(() => setShown(true), []);
  const isText = file?.kind === "text";
  return (
    <section aria-label={messages.editor} className={styles.pane}>
      {openPath !== undefined && (
        <div className={styles.path}>
          <span className={styles.name}>{openPath}</span>
          <Button variant="quiet" onClick={() => openFile(undefined)}>
            {messages.back(dockerfile)}
          </Button>
        </div>
      )}
      {loading.phase === "failed" && (
        <div role="alert" className={styles.path}>
          <span className={styles.failed}>{messages.loadFailed}</span>
          <Button variant="quiet" onClick={retry}>
            {messages.tryAgain}
          </Button>
        </div>
      )}
      <div className={styles.body}>
        {loading.phase === "ready" && (isShown || !isComposing) && (
          <loading.loaded.MonacoHost monaco={loading.loaded.monaco} field={field} onShown={onShown} />
        )}
        {!isShown && isText && (
          <PlainField field={field} path={path} text={file.text ?? ""} onComposing={setComposing} />
        )}
        {ready && !isText && <div className={styles.cover}>{coverFor(file, path)}</div>}
      </div>
    </section>
  );
}

function coverFor(file: WorkspaceFile | undefined, path: string) {
  return file?.kind === "blob" ? <BlobNote file={file} /> : <NoDockerfile path={path} />;
}
