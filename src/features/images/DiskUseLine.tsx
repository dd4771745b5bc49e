import type { DiskUse } from "#contract/diskUse.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import styles from "./DiskUseLine.module.css";
import { messages } from "./messages.ts";

const KINDS = ["images", "containers", "volumes", "buildCache"] as const;

/** What takes up the disk, as `docker system df`. */
export function DiskUseLine({ disk }: { disk: DiskUse }) {
  return (
    <section aria-labelledby="disk-use" className={styles.section}>
      <h3 id="disk-use" className={styles.heading}>
        {messages.disk}
      </h3>
      <dl className={styles.kinds}>
        {KINDS.map((kind) => (
          <div key={kind} className={styles.kind}>
            <dt className={styles.name}>{messages.diskKinds[kind]}</dt>
            <dd className={styles.bytes} title={exactBytes(disk[kind].bytes)}>
              {formatSize(disk[kind].bytes)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
