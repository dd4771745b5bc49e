import { type ReactNode, useState } from "react";
import { toggleTheme, useTheme } from "../../state/page/theme.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { messages } from "./messages.ts";
import styles from "./OptionsMenu.module.css";
import { SettingsButton } from "./SettingsButton.tsx";
import { TagField } from "./TagField.tsx";
import { TargetField } from "./TargetField.tsx";

/** Controls that don't fit in a narrow bar. */
export function OptionsMenu({ learn }: { learn: ReactNode }) {
  const [open, setOpen] = useState(false);
  const theme = useTheme((state) => state.theme);
  return (
    <>
      <IconButton label={messages.more} icon="menu" aria-haspopup="dialog" onClick={() => setOpen(true)} />
      <Dialog open={open} onOpenChange={setOpen} title={messages.options}>
        <div className={styles.options}>
          <TagField />
          <TargetField />
          <div className={styles.row}>
            <SettingsButton />
            {learn}
          </div>
          <Button onClick={toggleTheme}>{theme === "dark" ? messages.lightTheme : messages.darkTheme}</Button>
        </div>
      </Dialog>
    </>
  );
}
