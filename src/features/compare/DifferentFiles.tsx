import { useEffect, useMemo, useState } from "react";
import type { ImageComparison } from "#contract/imageComparison.ts";
import type { ListedEntry } from "#contract/imageEntries.ts";
import type { TreeAction } from "../../lib/treeKey.ts";
import { loadMorePaths, loadPaths, type PathQuestion, useComparison } from "../../state/compare/comparison.ts";
import { TextInput } from "../../ui/Field.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { VirtualTree } from "../../ui/VirtualTree.tsx";
import { DifferentFileRow } from "./DifferentFileRow.tsx";
import styles from "./DifferentFiles.module.css";
import { type DifferentRow, differentRows } from "./differentRows.ts";
import { FileDifference } from "./FileDifference.tsx";
import { messages } from "./messages.ts";
import { useSettled } from "./useSettled.ts";

const ROW = 24;
const PAGE = 500;

/** The paths that differ: a tree that loads its folders as they open, or all of them, the largest first. */
export function DifferentFiles({ comparison }: { comparison: ImageComparison }) {
  const { added, deleted, changed, timesOnly } = comparison.files;
  const [isFlat, setFlat] = useState(false);
  const [find, setFind] = useState("");
  const asked = useSettled(find.trim());
  const [opened, setOpened] = useState<ListedEntry>();
  const counts = [added.files, deleted.files, changed.files] as const;
  return (
    <div className={styles.files}>
      <div className={styles.tools}>
        <span className={styles.counts} title={messages.fileCountsDetail(...counts, timesOnly)}>
          <span aria-hidden="true">{messages.fileCounts(...counts)}</span>
          <span className="visually-hidden">{messages.fileCountsDetail(...counts, timesOnly)}</span>
        </span>
        <TextInput
          className={styles.find}
          type="search"
          aria-label={messages.find}
          placeholder={messages.find}
          maxLength={500}
          value={find}
          onChange={(event) => setFind(event.target.value)}
        />
        <SegmentedControl
          className={styles.order}
          label={messages.order}
          value={isFlat ? "size" : "folder"}
          segments={[
            { value: "folder", label: messages.byFolder },
            { value: "size", label: messages.bySize },
          ]}
          onChange={(order) => setFlat(order === "size")}
        />
      </div>
      <PathTree key={`${isFlat}`} isFlat={isFlat} find={asked} onOpen={setOpened} />
      {opened && <FileDifference comparison={comparison} entry={opened} onClose={() => setOpened(undefined)} />}
    </div>
  );
}

interface PathTreeProps {
  isFlat: boolean;
  find: string;
  onOpen: (entry: ListedEntry) => void;
}

function PathTree({ isFlat, find, onOpen }: PathTreeProps) {
  const pages = useComparison((state) => state.pages);
  const sides = useComparison((state) => state.sides);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [selected, setSelected] = useState<string>();
  const question = useMemo(() => questionOf(isFlat, find), [isFlat, find]);
  const rows = useMemo(() => differentRows({ pages, expanded, question }), [pages, expanded, question]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each comparison
  useEffect(() => {
    for (const folder of ["/", ...expanded]) void loadPaths(question(folder));
  }, [question, expanded, sides]);
  const toggle = (path: string, open: boolean) => {
    setExpanded(new Set(open ? [...expanded, path] : [...expanded].filter((one) => one !== path)));
  };
  const onAction = ({ kind, key }: TreeAction) => {
    if (kind === "select") return setSelected(key);
    if (kind !== "activate") return toggle(key, kind === "expand");
    setSelected(key);
    const row = rows.find((one) => !one.note && one.key === key);
    if (row?.kind === "more") void loadMorePaths(row.question);
    else if (row?.expanded !== undefined) toggle(key, !row.expanded);
    else if (row?.kind === "entry" && canOpen(row.entry)) onOpen(row.entry);
  };
  const note = onlyNote(rows);
  return (
    <VirtualTree
      label={messages.filesTree}
      rows={note === undefined ? rows : []}
      rowHeight={ROW}
      selected={selected}
      onAction={onAction}
      renderRow={(row) => <DifferentFileRow row={row} isFlat={isFlat} />}
    >
      {note !== undefined && (
        <p role="status" className={styles.none}>
          {note}
        </p>
      )}
    </VirtualTree>
  );
}

/** Words instead of rows: to a screen reader, a tree without items is none. */
function onlyNote([first, ...others]: readonly DifferentRow[]): string | undefined {
  return first?.kind === "note" && others.length === 0 ? first.text : undefined;
}

function questionOf(isFlat: boolean, find: string): (folder: string) => PathQuestion {
  const filter = { limit: PAGE, ...(find !== "" && { find }) };
  if (isFlat) return () => ({ ...filter, flat: true, sort: "size", descending: true });
  return (folder) => ({ ...filter, folder });
}

/** Files only: what else there is to say stands in its row. */
const canOpen = ({ type, before }: ListedEntry): boolean => type === "file" || before?.type === "file";
