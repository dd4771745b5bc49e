import { messages } from "./messages.ts";
import styles from "./ViewSwitch.module.css";

export type FilesView = "list" | "map";

const VIEWS: readonly FilesView[] = ["list", "map"];

/** A list of the files, or a map of their sizes. */
export function ViewSwitch({ view, onView }: { view: FilesView; onView: (view: FilesView) => void }) {
  return (
    <fieldset className={styles.views}>
      <legend className={styles.legend}>{messages.view}</legend>
      {VIEWS.map((one) => (
        <button key={one} type="button" aria-pressed={one === view} onClick={() => onView(one)}>
          {messages.views[one]}
        </button>
      ))}
    </fieldset>
  );
}
