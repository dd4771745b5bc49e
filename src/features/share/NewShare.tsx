import { useState } from "react";
import { findFile } from "#contract/workspaceFiles.ts";
import { formatClock } from "../../lib/formatClock.ts";
import { useBuild } from "../../state/build/build.ts";
import { runOf } from "../../state/build/buildState.ts";
import { sharableBuild, share } from "../../state/share/ownShares.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import { messages } from "./messages.ts";
import styles from "./SharePanel.module.css";

/** Says what will be shared, and makes the link. */
export function NewShare({ busy }: { busy: boolean }) {
  const [wantsBuild, setWantsBuild] = useState(true);
  const build = useBuild((state) => state.build);
  const { files, settings } = useWorkspace(({ content }) => content);
  const sharable = sharableBuild(build);
  const built = runOf(build)?.source?.dockerfileText;
  const isOther = built !== undefined && built !== findFile(files, settings.dockerfile)?.text;
  return (
    <>
      <p className={styles.text}>{messages.about(files.filter(({ kind }) => kind !== "folder").length)}</p>
      {sharable ? (
        <div>
          <label className={styles.choice}>
            <input type="checkbox" checked={wantsBuild} onChange={({ target }) => setWantsBuild(target.checked)} />
            {messages.withBuild(formatClock(sharable.finishedAt, Date.now()))}
          </label>
          <p className={styles.hint}>{isOther ? messages.otherText : messages.withBuildDetail}</p>
        </div>
      ) : (
        <p className={styles.text}>{messages.noBuild}</p>
      )}
      <div className={styles.foot}>
        <span className={styles.hint}>{messages.immutable}</span>
        <Button variant="primary" pending={busy} onClick={() => void share(wantsBuild && sharable !== undefined)}>
          {busy ? messages.creating : messages.create}
        </Button>
      </div>
    </>
  );
}
