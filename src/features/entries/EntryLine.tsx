import { Fragment } from "react";
import type { ListedEntry } from "#contract/imageEntries.ts";
import { visibleText } from "../../lib/visibleText.ts";
import styles from "./EntriesTree.module.css";
import { entryFacts } from "./entryWords.ts";

/** What is known of the selected row: what the layer changed about it first. */
export function EntryLine({ entry }: { entry: ListedEntry | undefined }) {
  if (!entry) return null;
  const facts = entryFacts(entry);
  return (
    <p className={styles.selected} title={`${visibleText(entry.path)}\n${facts.join(" · ")}`}>
      {facts.map((fact, index) => (
        <Fragment key={fact}>
          {index > 0 && " · "}
          <span className={styles.fact}>{fact}</span>
        </Fragment>
      ))}
    </p>
  );
}
