import type { ComparedPackages, PackageDifference } from "#contract/imageComparison.ts";
import { visibleText } from "../../lib/visibleText.ts";
import type { Loadable } from "../../state/loading/loadable.ts";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import styles from "./DifferenceTable.module.css";
import { messages } from "./messages.ts";

/** Rows that are drawn; the API has more. */
const SHOWN = 500;

/** The packages that were added, removed, or updated. */
export function PackageTable({ packages }: { packages: Loadable<ComparedPackages> | undefined }) {
  if (packages?.phase === "failed") return <ProblemNote problem={packages.problem} />;
  if (packages?.phase !== "ready") {
    return (
      <p className={styles.note}>
        <Spinner label={messages.loading} />
      </p>
    );
  }
  const { systems, differences, total, unread } = packages.value;
  const shown = differences.slice(0, SHOWN);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section className={styles.frame} aria-label={messages.packageTable} tabIndex={0}>
      <p className={styles.note}>
        {systems.length === 0 && unread.length === 0 && messages.noPackages}
        {systems.map(({ system, a, b }) => (
          <span key={system} className={styles.count}>
            {messages.packageCounts(messages.systems[system], a, b)}
          </span>
        ))}
      </p>
      {shown.length > 0 && <Differences shown={shown} />}
      {systems.length > 0 && total === 0 && <p className={styles.note}>{messages.samePackages}</p>}
      {total > shown.length && <p className={styles.note}>{messages.morePackages(total - shown.length)}</p>}
      {unread.map(({ path, side, why }) => (
        <p key={`${side} ${path}`} className={styles.note}>
          {messages.unread(visibleText(path), side, why)}
        </p>
      ))}
    </section>
  );
}

function Differences({ shown }: { shown: readonly PackageDifference[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{messages.package}</th>
          <th scope="col">{messages.before}</th>
          <th scope="col">{messages.after}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ system, name, place, a, b }) => (
          <tr key={`${system} ${place ?? ""} ${name}`}>
            <th scope="row" title={place && visibleText(place)}>
              <span className={styles.mark}>{a === undefined ? "+" : b === undefined ? "−" : "~"}</span>{" "}
              {visibleText(name)} <span className={styles.name}>{messages.systems[system]}</span>
            </th>
            <td className={a === undefined ? styles.unset : styles.value}>{a ?? messages.none}</td>
            <td className={b === undefined ? styles.unset : styles.value}>{b ?? messages.none}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
