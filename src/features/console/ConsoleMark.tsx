import { isRunning, useContainers } from "../../state/containers/containers.ts";
import styles from "./ConsoleMark.module.css";
import { messages } from "./messages.ts";

/** A dot and the name of the container that runs, or how many do. */
export function ConsoleMark() {
  const containers = useContainers((state) => state.containers);
  const names = containers.filter(isRunning).map(({ name }) => name);
  const [only] = names;
  if (only === undefined) return null;
  return (
    <span className={styles.mark} title={messages.running(names)}>
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.name}>{names.length === 1 ? only : messages.count(names.length)}</span>
      <span className="visually-hidden"> {messages.isRunning}</span>
    </span>
  );
}
