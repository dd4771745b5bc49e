import type { ImageComparison } from "#contract/imageComparison.ts";
import { visibleText } from "../../lib/visibleText.ts";
import styles from "./DifferenceTable.module.css";
import { messages } from "./messages.ts";

/** The configuration, field by field, where it differs. */
export function ConfigTable({ config: { differences, total } }: { config: ImageComparison["config"] }) {
  if (differences.length === 0) return <p className={styles.note}>{messages.sameConfig}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section className={styles.frame} aria-label={messages.configTable} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{messages.field}</th>
            <th scope="col">{messages.before}</th>
            <th scope="col">{messages.after}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ field, name, a, b }) => (
            <tr key={`${field} ${name ?? ""}`}>
              <th scope="row">
                {field}
                {name !== undefined && <span className={styles.name}> {visibleText(name)}</span>}
              </th>
              <Value text={a} />
              <Value text={b} />
            </tr>
          ))}
        </tbody>
      </table>
      {total > differences.length && <p className={styles.note}>{messages.moreConfig(total - differences.length)}</p>}
    </section>
  );
}

function Value({ text }: { text: string | undefined }) {
  if (text === undefined) return <td className={styles.unset}>{messages.unset}</td>;
  return <td className={styles.value}>{text === "" ? '""' : visibleText(text)}</td>;
}
