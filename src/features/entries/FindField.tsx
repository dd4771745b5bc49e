import { useId } from "react";
import { findKindSchema } from "#contract/imageEntries.ts";
import type { EntriesView } from "../../state/entries/entriesView.ts";
import styles from "./EntriesTools.module.css";
import { messages } from "./messages.ts";

interface FindFieldProps {
  view: EntriesView;
  /** What is wrong with the pattern. */
  patternFault: string | undefined;
  onView: (view: EntriesView) => void;
}

/** The text that paths are compared with, and how. What is wrong with it is said below. */
export function FindField({ view, patternFault, onView }: FindFieldProps) {
  const id = useId();
  return (
    <>
      <div className={styles.findBox} data-bad={patternFault !== undefined}>
        <input
          type="search"
          className={styles.search}
          placeholder={messages.examples[view.how]}
          aria-label={messages.filter}
          aria-invalid={patternFault !== undefined}
          aria-describedby={patternFault === undefined ? undefined : id}
          spellCheck={false}
          maxLength={500}
          value={view.find}
          onChange={({ target }) => onView({ ...view, find: target.value })}
        />
        <select
          className={styles.select}
          aria-label={messages.how}
          value={view.how}
          onChange={({ target }) => onView({ ...view, how: findKindSchema.parse(target.value) })}
        >
          {findKindSchema.options.map((how) => (
            <option key={how} value={how}>
              {messages.kindsOfFind[how]}
            </option>
          ))}
        </select>
      </div>
      {patternFault !== undefined && (
        <p id={id} role="alert" className={styles.fault}>
          {patternFault}
        </p>
      )}
    </>
  );
}
