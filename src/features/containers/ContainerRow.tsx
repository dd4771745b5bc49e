import type { Container } from "#contract/container.ts";
import { isDigest } from "#contract/names/digest.ts";
import { shortId } from "#contract/names/shortId.ts";
import { formatAge } from "../../lib/formatAge.ts";
import { formatElapsed } from "../../lib/formatDuration.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { useContainerFigures } from "../../state/containers/containerFigures.ts";
import { timeAtServer } from "../../state/page/serverTime.ts";
import { useNow } from "../../ui/useNow.ts";
import { ContainerButtons } from "./ContainerButtons.tsx";
import styles from "./ContainerRows.module.css";
import { endReason, messages } from "./messages.ts";
import { PortLine } from "./PortLine.tsx";
import { type StateWord, stateWord } from "./stateWord.ts";

/** Name, image, state, figures; below it the published ports, or why it ended. */
export function ContainerRow({ container }: { container: Container }) {
  const { id, name, image, ports } = container;
  const word = stateWord(container);
  const reason = endReason(container);
  return (
    <li className={styles.row} aria-label={`${name}, ${messages.states[word]}`}>
      <div className={styles.line}>
        <State word={word} />
        <span className={styles.name} title={shortId(id)}>
          {name}
        </span>
        <span className={styles.image} title={image.id}>
          {isDigest(image.ref) ? shortId(image.ref) : image.ref}
        </span>
        <span className={styles.facts}>
          <Facts container={container} />
        </span>
        <ContainerButtons container={container} />
      </div>
      {ports.map((port) => (
        <PortLine key={`${port.container}/${port.protocol}`} container={id} port={port} />
      ))}
      {reason && <p className={styles.reason}>{reason}</p>}
    </li>
  );
}

function State({ word }: { word: StateWord }) {
  return (
    <span className={styles.state} data-state={word}>
      <span className={styles.mark} aria-hidden="true" />
      {messages.states[word]}
    </span>
  );
}

/** Milliseconds between two readings of the clock. */
const TICK = 1000;

function Facts({ container: { id, state, writable } }: { container: Container }) {
  const now = useNow(timeAtServer, TICK);
  const memory = useContainerFigures((figures) => figures.memory[id]);
  const facts: string[] = [];
  if (state.phase === "running") {
    facts.push(messages.up(formatElapsed(now - state.startedAt)));
    if (state.health) facts.push(messages.health[state.health.state]);
    if (memory !== undefined) facts.push(messages.memory(formatSize(memory)));
  } else if (state.phase === "exited") {
    facts.push(messages.ended(state.code, formatAge(new Date(state.finishedAt).toISOString(), now)));
  }
  if (writable) facts.push(messages.written(formatSize(writable.bytes)));
  return facts.join(" · ");
}
