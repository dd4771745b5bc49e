import type { Container } from "#contract/container.ts";
import { publishedAddress } from "../../lib/publishedPort.ts";
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
      <Address port={port} />
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

function Address({ port: { host, container, protocol } }: Pick<PortLineProps, "port">) {
  const address = publishedAddress(location.hostname, host);
  if (address === undefined) return <span>{messages.elsewhere(host)}</span>;
  if (protocol !== "tcp") return <span>{address}</span>;
  return (
    <a
      className={styles.link}
      href={`http://${address}`}
      target="_blank"
      rel="noopener noreferrer"
      title={messages.portTitle(host, container)}
    >
      {address}
      <Icon name="external" size={12} />
    </a>
  );
}
