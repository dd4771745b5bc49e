import { useEffect } from "react";
import { useBuild } from "../../state/build/build.ts";
import { loadBuildList, useBuildList } from "../../state/build/buildList.ts";
import { runOf } from "../../state/build/buildState.ts";
import { chooseSides, useCompareChoice } from "../../state/compare/compareChoice.ts";
import { isSame, showComparison, useComparison } from "../../state/compare/comparison.ts";
import { defaultSides } from "../../state/compare/defaultSides.ts";
import { isReadOnly } from "../../state/page/readOnly.ts";
import { useShared } from "../../state/workspace/shared.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { RockPatterns } from "../../ui/RockPatterns.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import { BothStatus, useBothPending } from "./BothStatus.tsx";
import { BuilderVerdictNote } from "./BuilderVerdictNote.tsx";
import { CompareChoice } from "./CompareChoice.tsx";
import styles from "./ComparePane.module.css";
import { ComparisonParts } from "./ComparisonParts.tsx";
import { ComparisonSummary } from "./ComparisonSummary.tsx";
import { messages } from "./messages.ts";
import { PairedStrata } from "./PairedStrata.tsx";

/** Two images or builds side by side; the build on the page and the one before it, if nothing else is chosen. */
export function ComparePane() {
  const isShared = useShared(({ result }) => result !== undefined);
  const both = useBothPending();
  if (both) return <BothStatus both={both} />;
  if (isShared) return <EmptyState title={messages.shared}>{messages.sharedDetail}</EmptyState>;
  return <OwnComparison />;
}

function OwnComparison() {
  const { builds, images } = useBuildList();
  const chosen = useCompareChoice((state) => state.chosen);
  const shown = useBuild(({ build }) => runOf(build)?.id);
  const kept = builds.filter(({ image }) => image && images[image.id]);
  const sides = chosen ?? defaultSides(kept, shown);
  const [a, b] = [sides?.a, sides?.b];
  useEffect(() => void loadBuildList(), []);
  useEffect(() => {
    if (a !== undefined && b !== undefined) void showComparison({ a, b });
  }, [a, b]);
  const isOther = useComparison(({ sides: compared }) => sides !== undefined && !isSame(compared, sides));
  const canChoose = kept.length > 0 || Object.keys(images).length > 1;
  return (
    <div className={styles.pane} aria-busy={isOther}>
      <h2 className="visually-hidden">{messages.title}</h2>
      {canChoose && <CompareChoice sides={sides} isChosen={chosen !== undefined} />}
      {sides ? (
        <Compared />
      ) : (
        <EmptyState title={messages.notYet}>
          {canChoose ? messages.orChooseDetail : !isReadOnly() && messages.notYetDetail}
        </EmptyState>
      )}
    </div>
  );
}

function Compared() {
  const overview = useComparison((state) => state.overview);
  if (overview?.phase === "failed" && overview.problem.code === "image/not-found") {
    const back = <Button onClick={() => chooseSides(undefined)}>{messages.compareLatest}</Button>;
    return (
      <EmptyState title={messages.notFound} action={back}>
        {messages.notFoundDetail(overview.problem.detail)}
      </EmptyState>
    );
  }
  if (overview?.phase === "failed") {
    return (
      <div className={styles.problem}>
        <ProblemNote problem={overview.problem} />
      </div>
    );
  }
  if (overview?.phase !== "ready") {
    return (
      <div className={styles.problem} role="status">
        <Spinner label={messages.loading} />
      </div>
    );
  }
  const comparison = overview.value;
  return (
    <>
      <RockPatterns />
      <BuilderVerdictNote comparison={comparison} />
      <ComparisonSummary comparison={comparison} />
      <PairedStrata comparison={comparison} />
      <ComparisonParts comparison={comparison} />
    </>
  );
}
