import { Fragment, useState } from "react";
import type { Stack } from "#contract/image.ts";
import type { Leftovers } from "#contract/imageLeftovers.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { messages } from "./messages.ts";
import { ShowMore } from "./ShowMore.tsx";
import styles from "./WasteDialog.module.css";
import { WasteRow } from "./WasteRow.tsx";

const SHOWN = 5;
/** Paths named of one file. */
const NAMED = 4;

/** Files that are stored more than once under different names. */
export function DuplicateList({ duplicates, stack }: { duplicates: Leftovers["duplicates"]; stack: Stack }) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? duplicates.items : duplicates.items.slice(0, SHOWN);
  const rest = duplicates.items.slice(shown.length).map(({ wasted }) => ({ bytes: wasted }));
  return (
    <>
      <ul>
        {shown.map(({ digest, bytes, copies, wasted, at }) => (
          <WasteRow
            key={digest}
            bytes={wasted}
            stack={stack}
            layer={at.at(-1)?.layer ?? 0}
            fix={undefined}
            advice={messages.duplicateAdvice}
          >
            {messages.copies(copies, formatSize(bytes))}:{" "}
            {at.slice(0, NAMED).map(({ path }, index) => (
              <Fragment key={path}>
                {index > 0 && ", "}
                <strong>{visibleText(path)}</strong>
              </Fragment>
            ))}
            {copies > NAMED && ` ${messages.andMore(copies - NAMED)}`}
          </WasteRow>
        ))}
        <ShowMore items={rest} onShow={() => setShowsAll(true)} />
      </ul>
      {duplicates.notCompared > 0 && (
        <p className={styles.quiet}>{messages.notCompared(formatSize(duplicates.notCompared))}</p>
      )}
    </>
  );
}
