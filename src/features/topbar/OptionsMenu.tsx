import { type ReactNode, useState } from "react";
import { toggleTheme, useTheme } from "../../state/page/theme.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import styles from "./OptionsMenu.module.css";
import { SettingsButton } from "./SettingsButton.tsx";
import { TagField } from "./TagField.tsx";
import { TargetField } from "./TargetField.tsx";

/** What has no room in a narrow bar. */
export function OptionsMenu({ examples }: { examples: ReactNode }) {
  const [open, setOpen] = useState(false);
  const theme = useTheme((state) => state.theme);
  return (
    <>
      <IconButton label="More" icon="menu" aria-haspopup="dialog" onClick={() => setOpen(true)} />
      <Dialog open={open} onOpenChange={setOpen} title="Build options">
        <div className={styles.options}>
          <TagField />
          <TargetField />
          <div className={styles.row}>
            <SettingsButton />
            {examples}
          </div>
          <Button onClick={toggleTheme}>{theme === "dark" ? "Use the light theme" : "Use the dark theme"}</Button>
        </div>
      </Dialog>
    </>
  );
}
