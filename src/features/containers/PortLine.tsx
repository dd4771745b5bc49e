import type { Container } from "#contract/container.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { answerKey, askPort, useContainerFigures } from "../../state/containers/containerFigures.ts";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import styles from "./ContainerRows.module.css";
import { answerWords, messages } from "./messages.ts";

interface PortLineProps {
  /** Its ID. */
  container: string;
  port: Container["ports"][number];
}

/** A published port as a link, and the beginning of what answers there, as plain text. */
export function PortLine({ container, port }: PortLineProps) {
  const answer = useContainerFigures((state) => state.answers[answerKey(container, port.container)]);
  const lines = answer?.kind === "http" ? answer.lines : [];
  return (
    <div className={styles.port}>
      {port.protocol === "tcp" ? (
        <a
          className={styles.link}
          href={`http://127.0.0.1:${port.host}`}
          target="_blank"
          rel="noopener noreferrer"
          title={messages.portTitle(port.host, port.container)}
        >
          {messages.openPort(port.host)} <Icon name="external" size={12} />
        </a>
      ) : (
        <span>{messages.openPort(port.host)}</span>
      )}
      {answer && (
        <>
          <span className={styles.answer}>
            <span className={styles.status}>{answerWords(answer)}</span>{" "}
            <span className={styles.body} title={visibleText(lines.join("\n"))}>
              {visibleText(lines.join(" "))}
            </span>
          </span>
          <IconButton
            label={messages.askAgain}
            icon="history"
            onClick={() => void askPort(container, port.container)}
          />
        </>
      )}
    </div>
  );
}
