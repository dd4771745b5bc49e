import { useEffect, useState } from "react";
import type { History } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { loadHistory, shownFacts, useImage } from "../../state/image/image.ts";
import { isReadOnly } from "../../state/page/readOnly.ts";
import { hoverLink, useSelection } from "../../state/selection/selection.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import styles from "./HistoryPane.module.css";
import { HistoryTableRow } from "./HistoryTableRow.tsx";
import { messages } from "./messages.ts";

/** The image as `docker history` shows it, newest first, with full commands on demand. */
export function HistoryPane() {
  const shown = useImage((state) => state.shown);
  const history = useImage(shownFacts)?.history;
  useEffect(() => {
    if (shown) void loadHistory(shown);
  }, [shown]);
  if (!shown) return <EmptyState title={messages.noImage}>{!isReadOnly() && messages.noImageDetail}</EmptyState>;
  if (history?.phase === "failed")
    return (
      <div className={styles.problem}>
        <ProblemNote problem={history.problem} />
      </div>
    );
  if (history?.phase !== "ready") return null;
  return <HistoryTable history={history.value} image={shown} />;
}

function HistoryTable({ history, image }: { history: History; image: Digest }) {
  const [full, setFull] = useState(false);
  const links = useLinks((state) => state.links);
  const lit = useSelection((state) => state.hovered ?? state.selected);
  const rows = history.rows.toReversed();
  return (
    <div className={styles.pane}>
      <div className={styles.tools}>
        <label className={styles.switch}>
          <input type="checkbox" checked={full} onChange={(event) => setFull(event.target.checked)} />
          {messages.fullCommands}
        </label>
      </div>
      <table className={styles.table} onPointerLeave={() => hoverLink(undefined)}>
        <thead>
          <tr>
            <th scope="col" className={styles.wide}>
              {messages.columns.image}
            </th>
            <th scope="col" className={styles.wide}>
              {messages.columns.created}
            </th>
            <th scope="col">{messages.columns.createdBy}</th>
            <th scope="col" className={styles.size}>
              {messages.columns.size}
            </th>
            <th scope="col" className={styles.wide}>
              {messages.columns.comment}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, position) => {
            const link = row.provenance && links.find((one) => one.rows.includes(rows.length - 1 - position));
            return (
              <HistoryTableRow
                key={row.index}
                row={row}
                image={position === 0 ? image : undefined}
                link={link}
                lit={link !== undefined && link.id === lit}
                full={full}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
