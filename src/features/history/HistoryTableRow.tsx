import { clsx } from "clsx";
import { useState } from "react";
import type { HistoryRow } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { shortId } from "#contract/names/shortId.ts";
import { formatAge } from "../../lib/formatAge.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { revealRange } from "../../state/editor/editor.ts";
import { hoverLink, selectLink } from "../../state/selection/selection.ts";
import type { Link } from "../../state/selection/selectionLinks.ts";
import styles from "./HistoryPane.module.css";
import { messages } from "./messages.ts";

interface HistoryTableRowProps {
  row: HistoryRow;
  /** Only the newest row has the image's ID; Docker shows <missing> for the others. */
  image: Digest | undefined;
  link: Link | undefined;
  lit: boolean;
  full: boolean;
}

export function HistoryTableRow({ row, image, link, lit, full }: HistoryTableRowProps) {
  const [opened, setOpened] = useState(false);
  const open = full || opened;
  const lines = link?.lines;
  const age = row.created ? formatAge(row.created, Date.now()) : "";
  return (
    <tr
      className={clsx(styles.row, lit && styles.lit, row.base && styles.base)}
      onPointerEnter={() => hoverLink(link?.id)}
    >
      <td className={clsx(styles.wide, styles.id)} title={image ?? messages.missingDetail}>
        {image ? shortId(image) : messages.missing}
      </td>
      <td className={clsx(styles.wide, styles.second)} title={row.created}>
        {age}
      </td>
      <td className={styles.by}>
        <button
          type="button"
          className={clsx(styles.command, open && styles.open)}
          aria-expanded={open}
          title={open ? "" : messages.showCommand}
          onClick={() => setOpened(!opened)}
        >
          {visibleText(row.createdBy) || messages.noCommand}
        </button>
        <span className={styles.below}>
          {image && (
            <span className={clsx(styles.narrow, styles.code)} title={image}>
              {shortId(image)}
            </span>
          )}
          {lines && link && (
            <button
              type="button"
              className={styles.line}
              onClick={() => {
                selectLink(link.id);
                const start = { line: lines.start, character: 0 };
                revealRange({ start, end: start });
              }}
            >
              {messages.line(lines.start + 1)}
            </button>
          )}
          {row.base && <span>{messages.baseImage}</span>}
          {age && (
            <span className={styles.narrow} title={row.created}>
              {age}
            </span>
          )}
          {row.comment && <span className={clsx(styles.narrow, styles.comment)}>{row.comment}</span>}
        </span>
      </td>
      <td className={styles.size} title={exactBytes(row.size)}>
        {formatSize(row.size)}
      </td>
      <td className={clsx(styles.wide, styles.second)}>{row.comment}</td>
    </tr>
  );
}
