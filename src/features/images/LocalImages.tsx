import { useEffect } from "react";
import type { LocalImages as Listed } from "#contract/localImages.ts";
import { shortId } from "#contract/names/shortId.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { refreshLocalImages, useLocalImages } from "../../state/images/localImages.ts";
import { startLocalLoad } from "../../state/images/transfer.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import styles from "./LocalImages.module.css";
import { messages } from "./messages.ts";

/** The images of a Docker engine on the server's machine, or why there are none. */
export function LocalImages({ onClose }: { onClose: () => void }) {
  const local = useLocalImages((state) => state.local);
  useEffect(() => void refreshLocalImages(), []);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={messages.localTitle}
      description={messages.localAbout}
      footer={<Button onClick={onClose}>{messages.close}</Button>}
    >
      {local === undefined ? <Spinner label={messages.localLoading} /> : <Content local={local} onClose={onClose} />}
    </Dialog>
  );
}

function Content({ local, onClose }: { local: Listed; onClose: () => void }) {
  if (!local.available) return <p role="status">{local.reason}</p>;
  if (local.images.length === 0) return <p role="status">{messages.localNone}</p>;
  const load = (image: string) => {
    onClose();
    void startLocalLoad(image);
  };
  return (
    <ul className={styles.list}>
      {local.images.flatMap(({ id, names, size }) =>
        (names.length > 0 ? names : [id]).map((image) => (
          <li key={image} className={styles.row}>
            <span className={styles.name}>{image === id ? shortId(id) : image}</span>
            <span className={styles.size}>{formatSize(size)}</span>
            <Button aria-label={messages.localLoad(image)} onClick={() => load(image)}>
              {messages.loadWord}
            </Button>
          </li>
        )),
      )}
    </ul>
  );
}
