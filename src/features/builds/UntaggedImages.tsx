import { useState } from "react";
import { formatSize } from "../../lib/formatSize.ts";
import { deleteUntagged, useBuildList } from "../../state/build/buildList.ts";
import { keptImages } from "../../state/build/keptImages.ts";
import { showImages } from "../../state/images/imagesDialog.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./BuildsMenu.module.css";
import { ConfirmLine } from "./ConfirmLine.tsx";
import { messages } from "./messages.ts";

/** The way to all images, and to remove those that no name leads to. */
export function UntaggedImages({ onDone }: { onDone: () => void }) {
  const { builds, images } = useBuildList();
  const [asking, setAsking] = useState(false);
  const all = Object.values(images);
  const kept = keptImages(builds);
  const untagged = all.filter(({ id, tags, built }) => built && tags.length === 0 && !kept.has(id));
  const size = untagged.reduce((sum, image) => sum + image.size, 0);
  const end = () => setAsking(false);
  return (
    <div className={styles.images}>
      <Button
        variant="quiet"
        onClick={() => {
          onDone();
          showImages(true);
        }}
      >
        {messages.allImages(all.length)}
      </Button>
      {untagged.length > 0 && !asking && (
        <Button variant="quiet" onClick={() => setAsking(true)}>
          {messages.untaggedImages(untagged.length)}
        </Button>
      )}
      {asking && (
        <ConfirmLine
          question={messages.confirmUntagged(untagged.length, formatSize(size))}
          confirm={messages.remove}
          onConfirm={() => void deleteUntagged().then(end)}
          onCancel={end}
        />
      )}
    </div>
  );
}
