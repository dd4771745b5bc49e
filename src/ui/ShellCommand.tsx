import { IconButton } from "./IconButton.tsx";
import styles from "./ShellCommand.module.css";

interface ShellCommandProps {
  command: string;
  copyLabel: string;
  onCopy: () => void;
  /** Runs it in the console; absent if the console does not know it. */
  run?: { readonly label: string; readonly onRun: () => void } | undefined;
}

/** A command to copy, or to run here. */
export function ShellCommand({ command, copyLabel, onCopy, run }: ShellCommandProps) {
  return (
    <div className={styles.line}>
      <code className={styles.command}>{command}</code>
      {run && <IconButton label={run.label} icon="play" onClick={run.onRun} />}
      <IconButton label={copyLabel} icon="copy" onClick={onCopy} />
    </div>
  );
}
