import { useState } from "react";
import { useWorkspace } from "../../state/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./ArgsDialog.module.css";
import { ArgsDialog } from "./ArgsDialog.tsx";

export function ArgsButton() {
  const [open, setOpen] = useState(false);
  const count = useWorkspace((state) => state.content.settings.buildArgs.length);
  return (
    <>
      <Button
        variant="quiet"
        aria-haspopup="dialog"
        aria-label={`Build arguments, ${count} set`}
        onClick={() => setOpen(true)}
      >
        Args {count > 0 && <strong className={styles.count}>{count}</strong>}
      </Button>
      <ArgsDialog open={open} onOpenChange={setOpen} />
    </>
  );
}
