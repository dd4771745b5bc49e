import type { KeyboardEvent } from "react";
import { findInLog, stepLogFind, useLogFind } from "../../state/build/logFind.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import styles from "./LogFind.module.css";
import { MOST_MATCHES } from "./logMatches.ts";
import { messages } from "./messages.ts";

interface LogFindProps {
  matches: number;
  /** Index of the match that is looked at. */
  at: number;
  onClose: () => void;
}

/** The field above the log: what to look for, and which of how many lines with it is shown. */
export function LogFind({ matches, at, onClose }: LogFindProps) {
  const query = useLogFind((state) => state.query);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter") stepLogFind(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className={styles.bar}>
      <input
        className={styles.input}
        aria-label={messages.find}
        placeholder={messages.find}
        value={query}
        // biome-ignore lint/a11y/noAutofocus: somebody just asked for the field
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => findInLog(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <output className={styles.count}>
        {query !== "" && messages.match(at + 1, matches, matches === MOST_MATCHES)}
      </output>
      <IconButton label={messages.previousMatch} icon="chevronUp" onClick={() => stepLogFind(-1)} />
      <IconButton label={messages.nextMatch} icon="chevronDown" onClick={() => stepLogFind(1)} />
      <IconButton label={messages.closeFind} icon="close" onClick={onClose} />
    </search>
  );
}
