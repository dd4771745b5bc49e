import { useEffect } from "react";
import { useBuild } from "../../state/build/build.ts";
import { loadBuildList, loadOlderBuilds, useBuildList } from "../../state/build/buildList.ts";
import { runOf } from "../../state/build/buildState.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { Button } from "../../ui/Button.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { BuildRow } from "./BuildRow.tsx";
import styles from "./BuildsMenu.module.css";
import { BuildTrend } from "./BuildTrend.tsx";
import { messages } from "./messages.ts";
import { UntaggedImages } from "./UntaggedImages.tsx";

/** The last builds, loaded each time the menu opens: another tab may have built. */
export function BuildList({ onDone, onText }: Pick<Parameters<typeof BuildRow>[0], "onDone" | "onText">) {
  const { builds, more, problem } = useBuildList();
  const shown = useBuild(({ build }) => runOf(build)?.id);
  const { isReadOnly } = useReadOnly();
  useEffect(() => void loadBuildList(), []);
  return (
    <>
      {builds.length === 0 && <p className={styles.none}>{isReadOnly ? messages.noneHere : messages.none}</p>}
      <BuildTrend />
      <ul className={styles.builds} aria-label={messages.list}>
        {builds.map((build) => (
          <BuildRow key={build.id} build={build} shown={build.id === shown} onDone={onDone} onText={onText} />
        ))}
        {more && (
          <li className={styles.older}>
            <Button variant="quiet" onClick={() => void loadOlderBuilds()}>
              {messages.older}
            </Button>
          </li>
        )}
      </ul>
      {problem && (
        <div className={styles.problem}>
          <ProblemNote problem={problem} />
        </div>
      )}
      {!isReadOnly && <UntaggedImages onDone={onDone} />}
    </>
  );
}
