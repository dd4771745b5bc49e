import { clsx } from "clsx";
import { useId, useState } from "react";
import type { EntriesPage } from "#contract/imageEntries.ts";
import type { EntriesScope, EntriesView } from "../../state/entries/entriesView.ts";
import { Icon } from "../../ui/Icon.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import styles from "./EntriesTools.module.css";
import { kindMarks } from "./entryKind.ts";
import { FindField } from "./FindField.tsx";
import { MoreFilters } from "./MoreFilters.tsx";
import { messages } from "./messages.ts";

interface EntriesToolsProps {
  view: EntriesView;
  scopes: readonly EntriesScope[];
  hasMarks: boolean;
  counts: EntriesPage["counts"] | undefined;
  /** What is wrong with the pattern. */
  patternFault: string | undefined;
  onView: (view: EntriesView) => void;
}

const CHIPS = ["added", "changed", "deleted"] as const;
const SORTS = ["name", "size", "change"] as const;

/** Which files are listed, and in which order. */
export function EntriesTools(props: EntriesToolsProps) {
  const { view, scopes, hasMarks, onView } = props;
  const [more, setMore] = useState(view.minSize > 0 || view.type !== undefined);
  const id = useId();
  return (
    <div className={styles.tools}>
      {(scopes.length > 1 || hasMarks) && (
        <div className={styles.line}>
          {scopes.length > 1 && <Scopes {...props} />}
          {hasMarks && <Chips {...props} />}
        </div>
      )}
      <div className={styles.line}>
        <FindField {...props} />
        <Sort {...props} />
        <button
          type="button"
          className={styles.button}
          aria-label={messages.moreFilters}
          title={messages.moreFilters}
          aria-expanded={more}
          aria-controls={more ? id : undefined}
          onClick={() => setMore(!more)}
        >
          <Icon name="filter" size={14} />
        </button>
      </div>
      {more && <MoreFilters id={id} view={view} onView={onView} />}
    </div>
  );
}

function Sort({ view, hasMarks, onView }: EntriesToolsProps) {
  return (
    <select
      className={styles.select}
      aria-label={messages.sort}
      value={view.sort}
      onChange={({ target }) => {
        const sort = SORTS.find((one) => one === target.value);
        if (sort) onView({ ...view, sort });
      }}
    >
      {SORTS.filter((sort) => hasMarks || sort !== "change").map((sort) => (
        <option key={sort} value={sort}>
          {messages.sorts[sort]}
        </option>
      ))}
    </select>
  );
}

function Scopes({ view, scopes, onView }: EntriesToolsProps) {
  return (
    <SegmentedControl
      className={styles.scopes}
      label={messages.scope}
      value={view.scope}
      segments={scopes.map((value) => ({
        value,
        label: messages.scopes[value],
        title: messages.scopeDetails[value],
      }))}
      onChange={(scope) => onView({ ...view, scope })}
    />
  );
}

/** What was done to the files that fit; each can be chosen. */
function Chips({ view, counts, onView }: EntriesToolsProps) {
  // Nothing that is deleted is in the files of an image.
  const shown = CHIPS.filter((kind) => view.scope !== "root" || kind !== "deleted");
  return shown.map((kind) => {
    const count = counts?.[kind] ?? 0;
    const isChosen = view.changes.includes(kind);
    const changes = isChosen ? view.changes.filter((one) => one !== kind) : [...view.changes, kind];
    return (
      <button
        key={kind}
        type="button"
        className={clsx(styles.chip, styles[kind])}
        data-none={count === 0}
        aria-pressed={isChosen}
        aria-label={messages.only(kind, count)}
        title={messages.only(kind, count)}
        onClick={() => onView({ ...view, changes })}
      >
        {kindMarks[kind]}
        {count.toLocaleString("en-US")}
      </button>
    );
  });
}
