import { useCallback, useEffect, useMemo } from "react";
import { useStore } from "zustand";
import type { TreeAction } from "../../lib/treeKey.ts";
import { sourceKey } from "../../state/entries/entriesSource.ts";
import type { EntriesTree as Tree } from "../../state/entries/entriesTree.ts";
import { entriesTree } from "../../state/entries/entriesTrees.ts";
import { ALL_ENTRIES, isFiltered } from "../../state/entries/entriesView.ts";
import { entryRows, type EntryRow as Row } from "../../state/entries/entryRows.ts";
import type { PlacedTree } from "../../state/entries/placedTree.ts";
import { selectedEntry, shownTree, type TreeState } from "../../state/entries/treeState.ts";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { useLateTrue } from "../../ui/useLateTrue.ts";
import { VirtualTree } from "../../ui/VirtualTree.tsx";
import { EntriesTools } from "./EntriesTools.tsx";
import styles from "./EntriesTree.module.css";
import { EntryLine } from "./EntryLine.tsx";
import { EntryRow, ROW_HEIGHT } from "./EntryRow.tsx";
import { messages } from "./messages.ts";

/** Milliseconds until a wait is worth words. */
const SLOW = 400;

/** Files as a tree with marks, filters, and sizes, loaded as they come into view. */
export function EntriesTree(props: PlacedTree) {
  const { place, source, scopes, version } = props;
  const key = sourceKey(source);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says whether it is the same source
  const tree = useMemo(() => entriesTree(place, source, { ...ALL_ENTRIES, scope: scopes[0] }), [place, key]);
  useEffect(() => tree.open(version), [tree, version]);
  useEffect(() => () => tree.rest(), [tree]);
  return <OpenedTree key={key} tree={tree} {...props} />;
}

function OpenedTree({ tree, scopes, label, hasMarks, onOpen }: PlacedTree & { tree: Tree }) {
  const state = useStore(tree.store);
  const { view, listing, turned, selected, asking } = state;
  const rows = useMemo(() => (listing ? entryRows(shownTree(listing, turned)) : undefined), [listing, turned]);
  const isSlow = useLateTrue(asking.phase === "loading", SLOW);
  const see = useCallback((from: number, to: number) => tree.see({ from, to }), [tree]);
  const renderRow = useCallback((row: Row) => <EntryRow row={row} hasMarks={hasMarks} />, [hasMarks]);
  const problem = asking.phase === "failed" ? asking.problem : undefined;
  const isPattern = problem?.code === "request/pattern";

  const onAction = ({ kind, key }: TreeAction) => {
    tree.select(key);
    const row = rows?.at(rows.indexOf(key));
    if (kind === "expand-siblings") tree.openSiblings(key);
    else if (kind === "expand" || kind === "collapse") tree.turn(key, kind === "expand");
    else if (kind === "activate" && row?.expanded !== undefined) tree.turn(key, !row.expanded);
    else if (kind === "activate" && row?.entry && row.entry.type !== "dir") onOpen?.(row.entry);
  };
  return (
    <>
      <EntriesTools
        view={view}
        scopes={scopes}
        hasMarks={hasMarks}
        counts={listing?.counts}
        patternFault={isPattern ? [problem.detail, problem.next].filter(Boolean).join(" ") : undefined}
        onView={(next) => tree.ask(next)}
      />
      {problem && !isPattern && (
        <ProblemNote
          problem={problem}
          action={
            <button type="button" className={styles.action} onClick={() => tree.retry()}>
              {messages.tryAgain}
            </button>
          }
        />
      )}
      {listing && rows && (
        <VirtualTree<Row>
          label={label ?? messages.trees[listing.view.scope]}
          rows={rows}
          rowHeight={ROW_HEIGHT}
          selected={selected}
          onAction={onAction}
          renderRow={renderRow}
          onRange={see}
          question={listing.view}
          busy={asking.phase === "loading"}
        >
          {rows.length === 0 && <p className={styles.none}>{noneText(state)}</p>}
        </VirtualTree>
      )}
      {isSlow && (
        <p role="status" className={styles.none}>
          {messages.loading}
        </p>
      )}
      <EntryLine entry={selectedEntry(state)} />
    </>
  );
}

function noneText({ listing }: TreeState): string {
  if (listing && isFiltered(listing.view)) return messages.noMatch;
  return listing?.view.scope === "changes" ? messages.noChanges : messages.noFiles;
}
