import { useEffect } from "react";
import type { CacheMount } from "#contract/cacheMount.ts";
import { formatAge } from "../../lib/formatAge.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { clearCacheMount, loadCacheMounts, useCacheMounts } from "../../state/build/cacheMounts.ts";
import { Button } from "../../ui/Button.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { messages } from "./messages.ts";
import styles from "./SettingsDialog.module.css";

/** The folders cache mounts keep between builds, loaded each time the dialog opens. */
export function CacheMountList() {
  const { mounts, problem } = useCacheMounts();
  useEffect(() => void loadCacheMounts(), []);
  return (
    <div className={styles.rows}>
      {mounts?.length === 0 && <p className={styles.none}>{messages.cacheMounts.none}</p>}
      {mounts && mounts.length > 0 && (
        <ul className={styles.mounts} aria-label={messages.cacheMounts.title}>
          {mounts.map((mount) => (
            <MountRow key={mount.id} mount={mount} />
          ))}
        </ul>
      )}
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}

function MountRow({ mount: { id, key, bytes, usedAt } }: { mount: CacheMount }) {
  return (
    <li className={styles.mount}>
      <span className={styles.mountName}>
        <code className={styles.name} title={key}>
          {key}
        </code>
        <span className={styles.none}>
          {messages.cacheMounts.used(formatAge(new Date(usedAt).toISOString(), Date.now()))}
        </span>
      </span>
      <span className={styles.none} title={exactBytes(bytes)}>
        {formatSize(bytes)}
      </span>
      <Button onClick={() => void clearCacheMount(id)}>
        {messages.cacheMounts.clear}
        <span className="visually-hidden"> {key}</span>
      </Button>
    </li>
  );
}
