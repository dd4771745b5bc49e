import { useState } from "react";
import { startSharing } from "../../state/share/ownShares.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { late } from "../../ui/late.tsx";
import { PopoverPanel } from "../../ui/PopoverPanel.tsx";
import { messages } from "./messages.ts";
import styles from "./ShareButton.module.css";

const SharePanel = late(() => import("./SharePanel.tsx").then((it) => it.SharePanel));

/** Makes a link to a copy of what is on the page. */
export function ShareButton() {
  const [open, setOpen] = useState(false);
  const ready = useWorkspace(({ phase }) => phase === "ready");
  const change = (opens: boolean) => {
    if (opens) startSharing();
    setOpen(opens);
  };
  return (
    <PopoverPanel
      open={open}
      onOpenChange={change}
      trigger={
        <button type="button" className={styles.share} disabled={!ready}>
          {messages.share}
        </button>
      }
      label={messages.title}
      width={380}
      offset={8}
    >
      <SharePanel />
    </PopoverPanel>
  );
}
