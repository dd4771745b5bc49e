import { useState } from "react";
import { formatSize } from "../../lib/formatSize.ts";
import { deleteUntagged, useBuildList } from "../../state/build/buildList.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./BuildsMenu.module.css";
import { ConfirmLine } from "./ConfirmLine.tsx";
import { messages } from "./messages.ts";

/** How many images there are, and a way to remove those that no name leads to. */
export function UntaggedImages() {
  const { builds, images } = useBuildList();
  const [asking, setAsking] = useState(false);
  const all = Object.values(images);
  const newest = builds.find(({ state }) => state === "done")?.image?.id;
  const untagged = all.filter(({ id, tags, built }) => built && tags.length === 0 && id !== newest);
  const size = untagged.reduce((sum, image) => sum + image.size, 0);
  const end = () => setAsking(false);
  if (all.length === 0) return null;
  return (
    <div className={styles.images}>
      <span>{messages.images(all.length)}</span>
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
