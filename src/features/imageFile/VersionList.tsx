import { useState } from "react";
import type { FileVersion } from "#contract/imageFile.ts";
import type { Digest } from "#contract/names/digest.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import type { KeptVersion } from "../../state/imageFile/fileVersions.ts";
import { MakerButton } from "./MakerButton.tsx";
import { messages } from "./messages.ts";
import { VersionDiff } from "./VersionDiff.tsx";
import styles from "./VersionList.module.css";
import { versionWords } from "./versionWords.ts";

interface VersionListProps {
  readonly image: Digest;
  readonly path: string;
  readonly versions: readonly FileVersion[];
  /** The layer whose version is shown. */
  readonly shown: number | undefined;
  readonly onShow: (layer: number) => void;
}

/** Which layer made, changed, and hid a file: each leads to its line, its version, and what differs. */
export function VersionList({ image, path, versions, shown, onShow }: VersionListProps) {
  const [compared, setCompared] = useState<{ before: KeptVersion; after: KeptVersion }>();
  return (
    <>
      <ol className={styles.list} aria-label={messages.versions}>
        {versions.map((version, index) => {
          const before = comparableBefore(versions, index);
          return (
            <li key={version.layer} className={styles.version} data-shown={version.layer === shown}>
              <MakerButton layer={version.layer} />
              <span className={styles.words} title={`${version.instruction} ${visibleText(version.text)}`}>
                {versionWords(version)}
              </span>
              {version.change !== "deleted" && (
                <>
                  <span className={styles.size}>{formatSize(version.file.size)}</span>
                  {before && (
                    <button
                      type="button"
                      className={styles.action}
                      aria-label={messages.compareWith(version.layer + 1, before.layer + 1)}
                      onClick={() => setCompared({ before, after: version })}
                    >
                      {messages.compare}
                    </button>
                  )}
                  {versions.length > 1 && (
                    <button
                      type="button"
                      className={styles.action}
                      aria-label={messages.showVersion(version.layer + 1)}
                      aria-pressed={version.layer === shown}
                      onClick={() => onShow(version.layer)}
                    >
                      {version.layer === shown ? messages.shown : messages.show}
                    </button>
                  )}
                </>
              )}
            </li>
          );
        })}
      </ol>
      {compared && <VersionDiff image={image} path={path} {...compared} onClose={() => setCompared(undefined)} />}
    </>
  );
}

/** The version below, if both are files with other bytes. */
function comparableBefore(versions: readonly FileVersion[], index: number): KeptVersion | undefined {
  const [before, after] = [versions[index - 1], versions[index]];
  if (!before || !after || before.change === "deleted" || after.change === "deleted") return undefined;
  const areFiles = before.file.type === "file" && after.file.type === "file";
  return areFiles && before.file.digest !== after.file.digest ? before : undefined;
}
