import { useEffect, useState } from "react";
import type { WorkspaceContent, WorkspaceFile } from "#contract/workspace.ts";
import { findFile } from "#contract/workspaceFiles.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { loadVersion } from "../../state/workspace/workspaceVersions.ts";
import { DiffText } from "../../ui/DiffText.tsx";
import { messages } from "./messages.ts";
import styles from "./VersionsDialog.module.css";

/** More files are only counted by their names. */
const MAX_DIFFS = 20;
/** Equal lines around a change. */
const AROUND = 3;

/** The files of a version that differ from now, line by line. */
export function VersionDifference({ version }: { version: number }) {
  const now = useWorkspace(({ content }) => content);
  const [then, setThen] = useState<WorkspaceContent | "failed">();
  useEffect(() => {
    let gone = false;
    void loadVersion(version).then((content) => !gone && setThen(content ?? "failed"));
    return () => {
      gone = true;
    };
  }, [version]);
  if (then === undefined) return null;
  if (then === "failed") return <p>{messages.loadFailed}</p>;
  const paths = [...new Set([...now.files, ...then.files].map(({ path }) => path))].sort();
  const different = paths.filter((path) => !isSame(findFile(now.files, path), findFile(then.files, path)));
  if (different.length === 0) return <p>{messages.same}</p>;
  return (
    <>
      <p className={styles.key}>
        <span>{messages.onlyNowLine}</span>
        <span>{messages.onlyThenLine}</span>
      </p>
      {different.map((path, index) => (
        <FileDifference
          key={path}
          path={path}
          now={findFile(now.files, path)}
          then={findFile(then.files, path)}
          lines={index < MAX_DIFFS}
        />
      ))}
    </>
  );
}

interface FileDifferenceProps {
  path: string;
  now: WorkspaceFile | undefined;
  then: WorkspaceFile | undefined;
  lines: boolean;
}

function FileDifference({ path, now, then, lines }: FileDifferenceProps) {
  const how = now === undefined ? messages.onlyThen : then === undefined ? messages.onlyNow : messages.changed;
  const hasTexts = (now?.kind ?? "text") === "text" && (then?.kind ?? "text") === "text";
  return (
    <section aria-label={path}>
      <h3 className={styles.file}>
        {path} <span className={styles.how}>{how}</span>
      </h3>
      {lines && hasTexts && <DiffText left={now?.text ?? ""} right={then?.text ?? ""} around={AROUND} />}
    </section>
  );
}

function isSame(a: WorkspaceFile | undefined, b: WorkspaceFile | undefined): boolean {
  return a?.kind === b?.kind && a?.text === b?.text && a?.blob === b?.blob && a?.mode === b?.mode;
}
