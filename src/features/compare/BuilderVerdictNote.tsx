import type { ImageComparison } from "#contract/imageComparison.ts";
import { useBuildList } from "../../state/build/buildList.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./BuilderVerdictNote.module.css";
import { bothMessages as messages } from "./bothMessages.ts";
import { builderVerdict } from "./builderVerdict.ts";

/** Whether two builders made the same of one Dockerfile, and what their histories have different. */
export function BuilderVerdictNote({ comparison }: { comparison: ImageComparison }) {
  const builds = useBuildList((state) => state.builds);
  const verdict = builderVerdict(comparison, builds);
  if (verdict === undefined) return null;
  const { isEqual, title, notes } = verdict;
  const rows = comparison.history.differences;
  return (
    <section className={styles.verdict} role="status">
      <Icon name={isEqual ? "check" : "warning"} className={isEqual ? styles.equal : styles.different} />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        {notes.map((note) => (
          <p key={note} className={styles.note}>
            {note}
          </p>
        ))}
        {rows.length > 0 && (
          <details className={styles.note}>
            <summary>{messages.historyTitle}</summary>
            <ol className={styles.rows}>
              {rows.map(({ row, a, b }) => (
                <li key={row}>
                  <span className="visually-hidden">{messages.row(row)}</span>
                  {a !== undefined && <del className={styles.row}>{a}</del>}
                  {b !== undefined && <ins className={styles.row}>{b}</ins>}
                </li>
              ))}
            </ol>
          </details>
        )}
      </div>
    </section>
  );
}
