import { useState } from "react";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import { messages } from "./messages.ts";
import styles from "./SettingsDialog.module.css";
import { SettingsDialog } from "./SettingsDialog.tsx";

export function SettingsButton() {
  const [open, setOpen] = useState(false);
  const count = useWorkspace(({ content: { settings } }) => {
    const { buildArgs, labels = [], noCache = [] } = settings;
    return buildArgs.length + labels.length + noCache.length;
  });
  return (
    <>
      <Button
        variant="quiet"
        aria-haspopup="dialog"
        aria-label={messages.settingsCount(count)}
        onClick={() => setOpen(true)}
      >
        {messages.settings} {count > 0 && <strong className={styles.count}>{count}</strong>}
      </Button>
      <SettingsDialog open={open} onOpenChange={setOpen} />
    </>
  );
}
