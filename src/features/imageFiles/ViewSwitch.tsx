import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { messages } from "./messages.ts";
import styles from "./ViewSwitch.module.css";

export type FilesView = "list" | "map";

const VIEWS: readonly FilesView[] = ["list", "map"];

/** A list of the files, or a map of their sizes. */
export function ViewSwitch({ view, onView }: { view: FilesView; onView: (view: FilesView) => void }) {
  const segments = VIEWS.map((value) => ({ value, label: messages.views[value] }));
  return (
    <div className={styles.views}>
      <SegmentedControl label={messages.view} value={view} segments={segments} onChange={onView} />
    </div>
  );
}
