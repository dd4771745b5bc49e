import { addNotice } from "../../state/page/notices.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import styles from "./CommandLine.module.css";
import { messages } from "./messages.ts";

/** The docker command that does the same, to copy. */
export function CommandLine({ command }: { command: string }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(command);
      addNotice({ text: messages.copied });
    } catch {
      addNotice({ text: messages.copyFailed, tone: "error" });
    }
  };
  return (
    <figure className={styles.line}>
      <figcaption className={styles.label}>{messages.sameAs}</figcaption>
      <code className={styles.command}>{command}</code>
      <IconButton label={messages.copy} icon="copy" onClick={() => void copy()} />
    </figure>
  );
}
