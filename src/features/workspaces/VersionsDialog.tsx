import { useEffect, useState } from "react";
import type { WorkspaceVersion } from "#contract/workspace.ts";
import { formatAge } from "../../lib/formatAge.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { goBackTo } from "../../state/workspace/workspaceActions.ts";
import { loadVersions } from "../../state/workspace/workspaceVersions.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { messages } from "./messages.ts";
import { VersionDifference } from "./VersionDifference.tsx";
import styles from "./VersionsDialog.module.css";

type Loading =
  | { readonly phase: "loading" }
  | { readonly phase: "failed" }
  | { readonly phase: "ready"; readonly versions: readonly WorkspaceVersion[] };

/** What the workspace held before: what differs from now, and the way back. */
export function VersionsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [loading, setLoading] = useState<Loading>({ phase: "loading" });
  const [chosen, setChosen] = useState<WorkspaceVersion>();
  useEffect(() => {
    if (!open) return undefined;
    let gone = false;
    setLoading({ phase: "loading" });
    setChosen(undefined);
    void loadVersions().then((versions) => {
      if (gone) return;
      setLoading(versions ? { phase: "ready", versions } : { phase: "failed" });
      setChosen(versions?.[0]);
    });
    return () => {
      gone = true;
    };
  }, [open]);
  const restore = () => {
    onClose();
    if (chosen) void goBackTo(chosen.version, chosen.savedAt);
  };
  const versions = loading.phase === "ready" ? loading.versions : [];
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={messages.versionsTitle}
      description={messages.versionsAbout}
      {...(versions.length > 0 && { size: "wide" as const })}
      footer={
        chosen && (
          <Button variant="primary" onClick={restore}>
            {messages.restoreVersion}
          </Button>
        )
      }
    >
      {loading.phase === "failed" && <p>{messages.loadFailed}</p>}
      {loading.phase === "ready" && versions.length === 0 && <p>{messages.versionsNone}</p>}
      {versions.length > 0 && (
        <div className={styles.split}>
          <ul className={styles.list} aria-label={messages.versionsTitle}>
            {versions.map((version) => (
              <li key={version.version}>
                <button
                  type="button"
                  className={styles.version}
                  aria-pressed={version === chosen}
                  onClick={() => setChosen(version)}
                >
                  <span>{timeOf(version.savedAt)}</span>
                  <span className={styles.detail}>
                    {messages.summary(version.files, formatSize(version.size), ageOf(version.savedAt))}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <div className={styles.difference}>
            {chosen && <VersionDifference key={chosen.version} version={chosen.version} />}
          </div>
        </div>
      )}
    </Dialog>
  );
}

const TIME = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short" });
const timeOf = (at: number): string => TIME.format(at);
const ageOf = (at: number): string => formatAge(new Date(at).toISOString(), Date.now());
