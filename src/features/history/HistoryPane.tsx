import { useEffect } from "react";
import type { History } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { loadHistory, shownFacts, shownStack, useImage } from "../../state/image/image.ts";
import { useHistoryView } from "../../state/page/historyView.ts";
import { isReadOnly } from "../../state/page/readOnly.ts";
import { hoverLink, useSelection } from "../../state/selection/selection.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import styles from "./HistoryPane.module.css";
import { HistoryTableRow } from "./HistoryTableRow.tsx";
import { HistoryTools } from "./HistoryTools.tsx";
import { messages } from "./messages.ts";

/** The image as `docker history` shows it, each row with its layer, its line, and what it means on demand. */
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
  const { full, raw, newestFirst } = useHistoryView();
  const links = useLinks((state) => state.links);
  const lit = useSelection((state) => state.hovered ?? state.selected);
  const stack = useImage(shownStack);
  const positions = [...history.rows.keys()];
  const last = history.rows.length - 1;
  return (
    <div className={styles.pane}>
      <HistoryTools />
      <table className={styles.table} onPointerLeave={() => hoverLink(undefined)}>
        <HeaderRow />
        <tbody>
          {(newestFirst ? positions.reverse() : positions).map((position) => {
            const row = history.rows[position];
            if (row === undefined) return null;
            const link = row.provenance && links.find((one) => one.rows.includes(position));
            return (
              <HistoryTableRow
                key={position}
                row={row}
                image={position === last ? image : undefined}
                link={link}
                stack={stack}
                lit={link !== undefined && link.id === lit}
                full={full}
                raw={raw}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function HeaderRow() {
  return (
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
  );
}
