import { useState } from "react";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import { lateAbove } from "../../ui/late.tsx";
import { messages } from "./messages.ts";
import styles from "./SettingsDialog.module.css";

const SettingsDialog = lateAbove(
  () => import("./SettingsDialog.tsx").then((it) => it.SettingsDialog),
  ({ onOpenChange }) => onOpenChange(false),
);

export function SettingsButton() {
  const [open, setOpen] = useState(false);
  const count = useWorkspace(({ content: { settings } }) => {
    const { buildArgs, labels = [], noCache = [], platform, cacheFrom = [], cacheTo = [], attestations } = settings;
    const lists = [buildArgs, labels, noCache, cacheFrom, cacheTo];
    const single = [platform, attestations].filter((one) => one);
    return lists.reduce((sum, list) => sum + list.length, single.length);
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
      {open && <SettingsDialog open onOpenChange={setOpen} />}
    </>
  );
}
