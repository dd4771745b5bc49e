import { useReadOnly } from "../../state/page/readOnly.ts";
import { toggleTheme, useTheme } from "../../state/page/theme.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Mark } from "../../ui/Mark.tsx";
import { useMediaQuery } from "../../ui/useMediaQuery.ts";
import { BuildButton } from "./BuildButton.tsx";
import { FilesButton } from "./FilesButton.tsx";
import { messages } from "./messages.ts";
import { OptionsMenu } from "./OptionsMenu.tsx";
import { SettingsButton } from "./SettingsButton.tsx";
import { ShownName } from "./ShownName.tsx";
import { ShownSettings } from "./ShownSettings.tsx";
import { TagField } from "./TagField.tsx";
import { TargetField } from "./TargetField.tsx";
import styles from "./TopBar.module.css";
import { WorkspaceName } from "./WorkspaceName.tsx";

interface TopBarProps {
  /** The context files are in a drawer: its button is here. */
  compact: boolean;
  phone: boolean;
  /** The name of the workspace and its menu. */
  workspace: React.ReactNode;
  /** Opens the list of lessons and examples. */
  learn: React.ReactNode;
  /** Turns Live on and off. */
  live: React.ReactNode;
  /** Shares what is on the page. */
  share: React.ReactNode;
}

export function TopBar({ compact, phone, workspace, learn, live, share }: TopBarProps) {
  const theme = useTheme((state) => state.theme);
  const narrow = useMediaQuery("(width < 900px)");
  const { isReadOnly } = useReadOnly();
  return (
    <div className={styles.bar}>
      {compact && <FilesButton />}
      <h1 className={styles.brand}>
        <Mark />
        <span {...(compact && { className: "visually-hidden" })}>{messages.brand}</span>
      </h1>
      {isReadOnly ? <ShownName phone={phone} /> : <WorkspaceName compact={compact} phone={phone} menu={workspace} />}
      <div className={styles.space} />
      {!narrow && !isReadOnly && (
        <>
          {learn}
          <TagField />
          <TargetField />
          <SettingsButton />
        </>
      )}
      {!isReadOnly && !phone && live}
      {!isReadOnly && <BuildButton showKeys={!compact} />}
      {!isReadOnly && share}
      {!isReadOnly && <ShownSettings />}
      {narrow && !isReadOnly ? (
        <OptionsMenu learn={learn} live={phone && live} />
      ) : (
        <IconButton
          label={theme === "dark" ? messages.lightTheme : messages.darkTheme}
          icon="theme"
          onClick={toggleTheme}
        />
      )}
    </div>
  );
}
