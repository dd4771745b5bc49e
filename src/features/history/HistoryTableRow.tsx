import { clsx } from "clsx";
import { useState } from "react";
import type { HistoryRow, Stack } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { exactBytes } from "../../lib/formatSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { timeAtServer } from "../../state/page/serverTime.ts";
import { hoverLink } from "../../state/selection/selection.ts";
import type { Link } from "../../state/selection/selectionLinks.ts";
import styles from "./HistoryPane.module.css";
import { HistoryTies } from "./HistoryTies.tsx";
import { createdCell, imageCell, sizeCell } from "./historyCells.ts";
import { explanationsOf } from "./historyExplanations.ts";
import { explanationText, messages } from "./messages.ts";

interface HistoryTableRowProps {
  row: HistoryRow;
  /** Only the newest row has the image's ID; Docker shows <missing> for the others. */
  image: Digest | undefined;
  link: Link | undefined;
  stack: Stack | undefined;
  lit: boolean;
  full: boolean;
  raw: boolean;
}

export function HistoryTableRow({ row, image, link, stack, lit, full, raw }: HistoryTableRowProps) {
  const [opened, setOpened] = useState(false);
  const age = createdCell(row, { raw, now: timeAtServer() });
  return (
    <tr
      className={clsx(styles.row, lit && styles.lit, row.base && styles.base)}
      onPointerEnter={() => hoverLink(link?.id)}
    >
      <td className={clsx(styles.wide, styles.id)} title={image}>
        {imageCell(image, { full })}
      </td>
      <td className={clsx(styles.wide, styles.second)} title={row.created}>
        {age}
      </td>
      <td className={styles.by}>
        <button
          type="button"
          className={clsx(styles.command, (full || opened) && styles.open)}
          aria-expanded={opened}
          title={opened ? "" : messages.showCommand}
          onClick={() => setOpened(!opened)}
        >
          {visibleText(row.createdBy) || messages.noCommand}
        </button>
        <HistoryTies row={row} image={image && imageCell(image, { full })} age={age} link={link} stack={stack} />
        {opened && <Explanations row={row} isNewest={image !== undefined} />}
      </td>
      <td className={styles.size} title={exactBytes(row.size)}>
        {sizeCell(row, { raw })}
      </td>
      <td className={clsx(styles.wide, styles.second)}>{row.comment}</td>
    </tr>
  );
}

function Explanations({ row, isNewest }: { row: HistoryRow; isNewest: boolean }) {
  return (
    <ul className={styles.explanations}>
      {explanationsOf(row, isNewest).map((explanation) => (
        <li key={explanation.about}>{explanationText(explanation)}</li>
      ))}
    </ul>
  );
}
