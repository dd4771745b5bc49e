import { formatSize } from "../../lib/formatSize.ts";
import { lookIntoArchive } from "../../state/commands/lookIntoArchive.ts";
import { addAsFile, askArchive } from "../../state/project/project.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { messages } from "./messages.ts";
import styles from "./ProjectDialog.module.css";

/** What to do with an archive that is an image. */
export function ImageDialog({ archive, onOpenChange }: { archive: File; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={messages.title(archive.name)}
      footer={
        <>
          <Button onClick={() => void askArchive(archive)}>{messages.asProject}</Button>
          <Button variant="primary" autoFocus onClick={() => void lookIntoArchive(archive)}>
            {messages.lookInto}
          </Button>
        </>
      }
    >
      <div className={styles.counts}>
        <p>
          <strong>{messages.image(formatSize(archive.size))}</strong>
        </p>
        <p className={styles.about}>{messages.aboutImage}</p>
        <Button variant="quiet" className={styles.asFile} onClick={() => void addAsFile(archive)}>
          {messages.addAsFile(archive.name)}
        </Button>
      </div>
    </Dialog>
  );
}
