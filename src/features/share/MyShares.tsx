import { sharePage } from "#contract/pagePaths.ts";
import type { ShareEntry } from "#contract/share.ts";
import { formatDay } from "../../lib/formatDay.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { unshare } from "../../state/share/ownShares.ts";
import { Button } from "../../ui/Button.tsx";
import { messages } from "./messages.ts";
import styles from "./SharePanel.module.css";

export function MyShares({ shares }: { shares: readonly ShareEntry[] }) {
  return (
    <details className={styles.mine}>
      <summary>{messages.mine(shares.length)}</summary>
      <ul className={styles.list}>
        {shares.map(({ id, name, sharedAt, size, build }) => (
          <li key={id} className={styles.entry}>
            <span className={styles.name}>
              <a href={sharePage(id)} target="_blank" rel="noreferrer">
                {name || messages.untitled}
              </a>
              <span className={styles.hint}>
                {messages.entry(formatDay(sharedAt, Date.now()), formatSize(size), build !== undefined)}
              </span>
            </span>
            <Button
              variant="quiet"
              aria-label={messages.removeNamed(name || messages.untitled)}
              onClick={() => void unshare(id)}
            >
              {messages.remove}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
