import { type ReactNode, useEffect, useState } from "react";
import type { Digest } from "#contract/names/digest.ts";
import { loadImageFiles, shownFacts, useImage } from "../../state/image/image.ts";
import { isReadOnly } from "../../state/page/readOnly.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { FilePreview } from "./FilePreview.tsx";
import styles from "./ImageFilesPane.module.css";
import { ImageFileTree } from "./ImageFileTree.tsx";
import { messages } from "./messages.ts";
import type { FileOrder } from "./treeRows.ts";
import { type FilesView, ViewSwitch } from "./ViewSwitch.tsx";

/** The file system a container starts with: a tree with sizes, and a preview of each file; or a map of its folders. */
export function ImageFilesPane({ map }: { map: (image: Digest) => ReactNode }) {
  const shown = useImage((state) => state.shown);
  const [view, setView] = useState<FilesView>("list");
  if (!shown) return <EmptyState title={messages.noImage}>{!isReadOnly() && messages.noImageDetail}</EmptyState>;
  return (
    <div className={styles.pane}>
      <ViewSwitch view={view} onView={setView} />
      {view === "list" ? <ImageTree key={shown} image={shown} /> : map(shown)}
    </div>
  );
}

function ImageTree({ image }: { image: Digest }) {
  const folders = useImage(shownFacts)?.files ?? {};
  const [selected, setSelected] = useState<string>();
  const [opened, setOpened] = useState<string>();
  const [order, setOrder] = useState<FileOrder>("name");
  useEffect(() => {
    void loadImageFiles(image, "/");
  }, [image]);
  const root = folders["/"];
  if (root?.phase === "failed")
    return (
      <div className={styles.problem}>
        <ProblemNote problem={root.problem} />
      </div>
    );
  if (root?.phase !== "ready") return null;
  return (
    <div className={styles.tree}>
      <div className={styles.tools}>
        <h2 className={styles.caption}>{messages.root}</h2>
        <button
          type="button"
          className={styles.order}
          onClick={() => setOrder(order === "name" ? "size" : "name")}
          aria-label={messages.changeOrder(order)}
        >
          {messages.order(order)}
        </button>
      </div>
      <ImageFileTree
        folders={folders}
        order={order}
        selected={selected}
        onSelect={setSelected}
        onExpand={(path) => void loadImageFiles(image, path)}
        onOpen={(path) => {
          setOpened(path);
          void loadImageFiles(image, path);
        }}
      />
      {opened !== undefined && (
        <FilePreview path={opened} file={folders[opened]} onClose={() => setOpened(undefined)} />
      )}
    </div>
  );
}
