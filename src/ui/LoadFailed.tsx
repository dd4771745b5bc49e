import { Button } from "./Button.tsx";
import { EmptyState } from "./EmptyState.tsx";
import styles from "./LoadFailed.module.css";
import { loadTheRest } from "./lateModule.ts";

/** In place of a part of the page whose code did not arrive. What is missing beside it is tried again, too. */
export function LoadFailed({ onClose }: { onClose?: () => void }) {
  return (
    <div role="alert">
      <EmptyState
        title="This part of the page could not be loaded"
        action={
          <div className={styles.buttons}>
            {onClose && <Button onClick={onClose}>Close</Button>}
            <Button onClick={() => void loadTheRest()}>Try again</Button>
          </div>
        }
      >
        The server is not responding, or was updated since. If trying again does not help, reload the page.
      </EmptyState>
    </div>
  );
}

/** For a dialog or a menu: it has no place in the page. */
export function LoadFailedAbove({ onClose }: { onClose: () => void }) {
  return (
    <div className={styles.above}>
      <LoadFailed onClose={onClose} />
    </div>
  );
}
