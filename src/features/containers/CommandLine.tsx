import { copyText } from "../../state/page/copyText.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import styles from "./CommandLine.module.css";
import { messages } from "./messages.ts";

/** The docker command that does the same, to copy. */
export function CommandLine({ command }: { command: string }) {
  return (
    <figure className={styles.line}>
      <figcaption className={styles.label}>{messages.sameAs}</figcaption>
      <code className={styles.command}>{command}</code>
      <IconButton
        label={messages.copy}
        icon="copy"
        onClick={() => void copyText(command, { copied: messages.copied })}
      />
    </figure>
  );
}
