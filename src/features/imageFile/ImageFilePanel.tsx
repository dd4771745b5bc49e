import { useEffect, useRef, useState } from "react";
import { visibleText } from "../../lib/visibleText.ts";
import { useImage } from "../../state/image/image.ts";
import { closeImageFile, type ImageFilePlace, useOpenedFile } from "../../state/imageFile/openedFile.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { FileDownloads } from "./FileDownloads.tsx";
import { FileView } from "./FileView.tsx";
import styles from "./ImageFilePanel.module.css";
import { messages } from "./messages.ts";

/** The opened file of the image, beside its tree. */
export function ImageFilePanel() {
  const opened = useOpenedFile((state) => state.opened);
  const shown = useImage((state) => state.shown);
  const isHere = opened !== undefined && opened.image === shown;
  if (!isHere) return null;
  const { image, path, layer = "", line = "" } = opened;
  return <Panel key={`${image} ${path} ${layer} ${line}`} place={opened} />;
}

function Panel({ place }: { place: ImageFilePlace }) {
  const [isLarge, setLarge] = useState(false);
  const name = visibleText(place.path);
  const panel = useRef<HTMLElement>(null);
  const { takesFocus } = place;
  useEffect(() => {
    if (takesFocus) panel.current?.focus();
  }, [takesFocus]);
  return (
    <section ref={panel} className={styles.panel} aria-label={messages.contents(name)} tabIndex={-1} data-opened-file>
      <header className={styles.header}>
        <h3 className={styles.path} title={name}>
          <bdi>{name}</bdi>
        </h3>
        <FileDownloads place={place} />
        <IconButton label={messages.enlarge} icon="external" onClick={() => setLarge(true)} />
        <IconButton label={messages.close} icon="close" onClick={closeImageFile} />
      </header>
      {/* One at a time: both would ask for the same bytes. */}
      {!isLarge && <FileView place={place} />}
      <Dialog open={isLarge} onOpenChange={setLarge} size="wide" title={name}>
        <div className={styles.large}>
          <FileView place={place} />
        </div>
      </Dialog>
    </section>
  );
}
