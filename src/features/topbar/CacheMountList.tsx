import { useEffect } from "react";
import type { CacheMount } from "#contract/cacheMount.ts";
import { formatAge } from "../../lib/formatAge.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { clearCacheMount, loadCacheMounts, useCacheMounts } from "../../state/build/cacheMounts.ts";
import { Button } from "../../ui/Button.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import styles from "./SettingsDialog.module.css";

/** The folders that cache mounts keep from build to build, asked for whenever it is opened. */
export function CacheMountList() {
  const { mounts, problem } = useCacheMounts();
  useEffect(() => void loadCacheMounts(), []);
  return (
    <div className={styles.rows}>
      {mounts?.length === 0 && <p className={styles.none}>Nothing is kept yet.</p>}
      {mounts && mounts.length > 0 && (
        <ul className={styles.mounts} aria-label="Cache mounts">
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
        <span className={styles.none}>used {formatAge(new Date(usedAt).toISOString(), Date.now())}</span>
      </span>
      <span className={styles.none} title={exactBytes(bytes)}>
        {formatSize(bytes)}
      </span>
      <Button onClick={() => void clearCacheMount(id)}>
        Clear<span className="visually-hidden"> {key}</span>
      </Button>
    </li>
  );
}
