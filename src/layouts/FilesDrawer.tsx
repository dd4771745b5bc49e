import { Dialog } from "radix-ui";
import { setDrawer, useLayout } from "../state/page/layout.ts";
import { useReturnFocus } from "../ui/useReturnFocus.ts";
import styles from "./FilesDrawer.module.css";
import { messages } from "./messages.ts";
import { pane } from "./panes.tsx";

/** The context files on screens without room beside the editor, opened from the top bar. */
export function FilesDrawer() {
  const open = useLayout((state) => state.drawerOpen);
  const focus = useReturnFocus(focusTree);
  return (
    <Dialog.Root open={open} onOpenChange={setDrawer}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.veil} />
        <Dialog.Content className={styles.drawer} aria-describedby={undefined} data-pane="files" {...focus}>
          <Dialog.Title className="visually-hidden">{messages.files}</Dialog.Title>
          {pane.files()}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Into the files, not onto the button above them. */
function focusTree(event: Event): void {
  const content = event.target instanceof HTMLElement ? event.target : document;
  const item = content.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]');
  if (!item) return;
  event.preventDefault();
  item.focus();
}
