import { useEffect, useState } from "react";
import { formatSize } from "../../lib/formatSize.ts";
import { refreshImages, useImages } from "../../state/images/images.ts";
import { showImages, useImagesDialog } from "../../state/images/imagesDialog.ts";
import { refreshLogins } from "../../state/images/logins.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { DiskUseLine } from "./DiskUseLine.tsx";
import styles from "./ImagesDialog.module.css";
import { ImageTable } from "./ImageTable.tsx";
import { ImageTools } from "./ImageTools.tsx";
import { Logins } from "./Logins.tsx";
import { messages } from "./messages.ts";
import { SharedLayers } from "./SharedLayers.tsx";
import { TransferPanel } from "./TransferPanel.tsx";

/** All images of the workspace: what they share, where they come from, and where they go. */
export function ImagesDialog() {
  const open = useImagesDialog((state) => state.open);
  const { images, sharing, disk, problem } = useImages();
  /** The registry to log in to; "" before one is named. */
  const [login, setLogin] = useState<string>();
  useEffect(() => {
    if (!open) return;
    void refreshImages();
    void refreshLogins();
  }, [open]);
  return (
    <Dialog open={open} onOpenChange={showImages} size="wide" title={messages.title} description={<About />}>
      <ImageTools />
      <TransferPanel onLogin={setLogin} />
      {problem && <ProblemNote problem={problem} />}
      {images === undefined && !problem && <p className={styles.quiet}>{messages.loading}</p>}
      {images?.length === 0 && <EmptyState title={messages.noneTitle}>{messages.none}</EmptyState>}
      {images !== undefined && images.length > 0 && (
        <>
          <ImageTable images={images} />
          <SharedLayers images={images} sharing={sharing} />
        </>
      )}
      {disk && <DiskUseLine disk={disk} />}
      <Logins asking={login} onAsk={setLogin} />
    </Dialog>
  );
}

function About() {
  const { images, sharing } = useImages();
  if (images === undefined) return null;
  const saved = sharing.saved > 0 ? ` ${messages.saves(formatSize(sharing.saved))}` : "";
  return <span>{messages.about(images.length, formatSize(sharing.stored)) + saved}</span>;
}
