import { Dialog } from "radix-ui";
import { setDrawer } from "../state/page/layout.ts";
import { useReturnFocus } from "../ui/useReturnFocus.ts";
import { messages } from "./messages.ts";
import styles from "./OpenDrawer.module.css";
import { pane } from "./panes.tsx";

export function OpenDrawer() {
  const focus = useReturnFocus(focusTree);
  return (
    <Dialog.Root open onOpenChange={setDrawer}>
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
