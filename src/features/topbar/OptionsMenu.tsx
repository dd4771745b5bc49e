import { type ReactNode, useEffect, useState } from "react";
import { useLessonShown } from "../../state/lessons/lessonShown.ts";
import { toggleTheme, useTheme } from "../../state/page/theme.ts";
import { useOpenWorkspace } from "../../state/workspace/openWorkspace.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { messages } from "./messages.ts";
import styles from "./OptionsMenu.module.css";
import { SettingsButton } from "./SettingsButton.tsx";
import { TagField } from "./TagField.tsx";
import { TargetField } from "./TargetField.tsx";

/** Controls that don't fit in a narrow bar. */
export function OptionsMenu({ learn, live }: { learn: ReactNode; live: ReactNode }) {
  const [open, setOpen] = useState(false);
  const theme = useTheme((state) => state.theme);
  const workspace = useOpenWorkspace(({ id }) => id);
  const asksAboutLesson = useLessonShown(({ asked }) => asked !== undefined);
  // Something was chosen in the Learn menu: it is behind the dialog.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another workspace or question is there
  useEffect(() => setOpen(false), [workspace, asksAboutLesson]);
  return (
    <>
      <IconButton label={messages.more} icon="menu" aria-haspopup="dialog" onClick={() => setOpen(true)} />
      <Dialog open={open} onOpenChange={setOpen} title={messages.more}>
        <div className={styles.options}>
          <TagField />
          <TargetField />
          <div className={styles.row}>
            <SettingsButton />
            {learn}
            {live}
          </div>
          <Button onClick={toggleTheme}>{theme === "dark" ? messages.lightTheme : messages.darkTheme}</Button>
        </div>
      </Dialog>
    </>
  );
}
