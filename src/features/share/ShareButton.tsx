import { Popover } from "radix-ui";
import { lazy, Suspense, useState } from "react";
import { startSharing } from "../../state/share/ownShares.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { messages } from "./messages.ts";
import styles from "./ShareButton.module.css";

const SharePanel = lazy(() => import("./SharePanel.tsx").then((module) => ({ default: module.SharePanel })));

/** Makes a link to a copy of what is on the page. */
export function ShareButton() {
  const [open, setOpen] = useState(false);
  const ready = useWorkspace(({ phase }) => phase === "ready");
  const change = (opens: boolean) => {
    if (opens) startSharing();
    setOpen(opens);
  };
  return (
    <Popover.Root open={open} onOpenChange={change}>
      <Popover.Trigger asChild>
        <button type="button" className={styles.share} disabled={!ready}>
          {messages.share}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.panel}
          align="end"
          sideOffset={8}
          collisionPadding={8}
          aria-label={messages.title}
        >
          <Suspense>
            <SharePanel />
          </Suspense>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
