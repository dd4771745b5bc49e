import { focusPane } from "../../state/page/paneFocus.ts";
import { messages } from "./messages.ts";
import styles from "./SkipLink.module.css";

/** First on the page, seen when it has the focus. */
export function SkipLink() {
  return (
    <button type="button" className={styles.skip} onClick={() => focusPane("editor")}>
      {messages.skip}
    </button>
  );
}
