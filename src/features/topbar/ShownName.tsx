import { useWorkspace } from "../../state/workspace/workspace.ts";
import styles from "./WorkspaceName.module.css";

/** The name of a workspace that the page only shows. */
export function ShownName() {
  const name = useWorkspace(({ content }) => content.name);
  return (
    <div className={styles.workspace}>
      <span aria-hidden="true" className={styles.slash}>
        /
      </span>
      <span className={styles.shown}>{name}</span>
    </div>
  );
}
