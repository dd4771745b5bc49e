import { useWorkspace } from "../../state/workspace/workspace.ts";
import styles from "./WorkspaceName.module.css";

/** The name of a workspace that the page only shows. */
export function ShownName({ phone }: { phone: boolean }) {
  const name = useWorkspace(({ content }) => content.name);
  return (
    <div className={styles.workspace}>
      {!phone && (
        <span aria-hidden="true" className={styles.slash}>
          /
        </span>
      )}
      <span className={styles.shown}>{name}</span>
    </div>
  );
}
