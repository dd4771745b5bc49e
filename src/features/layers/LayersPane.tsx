import { type ReactNode, useMemo, useState } from "react";
import type { Range } from "#contract/range.ts";
import { useBuild } from "../../state/build/build.ts";
import { type BuildState, isBusy, runOf } from "../../state/build/buildState.ts";
import { useLiveContainer } from "../../state/containers/liveContainer.ts";
import { revealRange } from "../../state/editor/editor.ts";
import { type ImageFacts, shownFacts, useImage } from "../../state/image/image.ts";
import { shownPlatforms } from "../../state/image/shownPlatforms.ts";
import { useImageOrigin } from "../../state/imageOrigin.ts";
import { showImages } from "../../state/images/imagesDialog.ts";
import { useOpenedImage } from "../../state/images/openedImage.ts";
import { isReadOnly } from "../../state/page/readOnly.ts";
import { useStackView } from "../../state/page/stackView.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { useStepThrough } from "../../state/selection/stepThrough.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { useElementSize } from "../../ui/useElementSize.ts";
import { useLateTrue } from "../../ui/useLateTrue.ts";
import type { DrawTree } from "./drawTree.ts";
import styles from "./LayersPane.module.css";
import { messages } from "./messages.ts";
import { rowsOfBuild } from "./rowsOfBuild.ts";
import { rowsOfStack } from "./rowsOfStack.ts";
import { StackAndDetails } from "./StackAndDetails.tsx";
import { StackHeader } from "./StackHeader.tsx";
import type { StrataRow } from "./strataRow.ts";
import { useLeftStages } from "./useLeftStages.ts";
import { useOutlooks } from "./useOutlooks.ts";
import { writableRow } from "./writableRow.ts";

interface LayersPaneProps {
  /** The menu of the last builds. */
  builds: ReactNode;
  /** Runs the image. */
  run: ReactNode;
  /** Whose image it is, if not the last build's. */
  origin: ReactNode;
  /** For which platform the image is, if there are several. */
  platform: ReactNode;
  /** The files of a layer, step, or container. */
  tree: DrawTree;
  /** Goes through the build line by line. */
  filmstrip: ReactNode;
}

/** The stack of the image, or of the running build, and below it the files of the selected layer. */
export function LayersPane({ builds, run: runButton, origin, platform, tree, filmstrip }: LayersPaneProps) {
  const [bodyRef, size] = useElementSize();
  const build = useBuild((state) => state.build);
  const facts = useImage(shownFacts);
  const [lastGood, setLastGood] = useState<string>();
  const run = runOf(build);
  const isOpened = useOpenedImage(({ opened }) => opened !== undefined);
  const isBuild = buildIsShown(build, facts) && lastGood !== run?.id && !isOpened;
  // A fully cached rebuild is over before the eye can follow: the image just stays.
  const lingers = useLateTrue(isBuild && isBusy(build), LINGER);
  const showsBuild = isBuild && (lingers || !isBusy(build) || facts?.stack?.phase !== "ready");
  const steps = useStepThrough((state) => state.on);
  const stack = facts?.stack;
  const image = !showsBuild && stack?.phase === "ready" ? stack.value.image : undefined;
  const { rows, threads } = useLeftStages(useRows(build, facts, showsBuild), image);
  const notes = useNotes(showsBuild, { origin, platform });

  if (rows.length === 0 || size.height === 0) {
    return (
      <div ref={bodyRef} className={styles.pane}>
        {size.height > 0 && <NoRows build={build} facts={facts} builds={builds} />}
      </div>
    );
  }
  return (
    <div ref={bodyRef} className={styles.pane}>
      <StackAndDetails
        rows={rows}
        threads={threads}
        size={size}
        note={notes.height}
        filmstrip={steps ? filmstrip : undefined}
        facts={showsBuild ? undefined : facts}
        tree={tree}
        header={
          <>
            <StackHeader
              builds={builds}
              run={runButton}
              build={build}
              stack={!showsBuild && stack?.phase === "ready" ? stack.value : undefined}
              {...(showsBuild && stack?.phase === "ready" && build.phase !== "running" && run
                ? { onLastGood: () => setLastGood(run.id) }
                : {})}
            />
            {notes.lines}
          </>
        }
      />
    </div>
  );
}

/** Milliseconds the last image stays when a new build starts. */
const LINGER = 150;

/** Pixels of the line that says whose image it is. */
const ORIGIN = 28;
/** Pixels of the choice of the platform. */
const PLATFORM = 44;

/** What stands above the stack of an image: whose it is, and for which platform. */
function useNotes(showsBuild: boolean, { origin, platform }: Pick<LayersPaneProps, "origin" | "platform">) {
  const hasOrigin = useImageOrigin(({ reason }) => reason !== undefined) && !showsBuild;
  const hasPlatforms = useImage((state) => shownPlatforms(state) !== undefined) && !showsBuild;
  const height = (hasOrigin ? ORIGIN : 0) + (hasPlatforms ? PLATFORM : 0);
  const lines = (
    <>
      {hasOrigin && origin}
      {hasPlatforms && platform}
    </>
  );
  return { height, lines };
}

function useRows(build: BuildState, facts: ImageFacts | undefined, showsBuild: boolean): StrataRow[] {
  const { links, imageSteps } = useLinks();
  const expanded = useStackView((state) => state.baseExpanded);
  const run = runOf(build);
  const stack = facts?.stack?.phase === "ready" ? facts.stack.value : undefined;
  const steps = run?.steps;
  const stages = run?.stages;
  const ended = isBusy(build) ? undefined : run?.id;
  const outlooks = useOutlooks();
  const live = useLiveContainer();
  return useMemo(() => {
    const ofStack = stack ? rowsOfStack({ stack, links, steps: imageSteps, expanded }) : [];
    if (showsBuild && steps && stages)
      return rowsOfBuild({ steps, stages, ...(ended === undefined ? {} : { id: ended }) }, sizesOf(ofStack));
    const rows = ofStack.map((row) => {
      const next = row.link === undefined ? undefined : outlooks.get(row.link);
      return next ? { ...row, next } : row;
    });
    return stack && live ? [...rows, writableRow(live)] : rows;
  }, [showsBuild, ended, steps, stages, stack, links, imageSteps, expanded, outlooks, live]);
}

function sizesOf(rows: readonly StrataRow[]): ReadonlyMap<string, number> {
  return new Map(rows.flatMap((row) => (row.size === undefined ? [] : [[row.key, row.size] as const])));
}

/** A running or failed build shows its steps, everything else the image. */
function buildIsShown(build: BuildState, facts: ImageFacts | undefined): boolean {
  const run = runOf(build);
  if (!run || run.steps.length === 0) return false;
  if (build.phase !== "done") return true;
  if (facts?.stack?.phase === "failed") return false;
  // The stack of a new image takes a moment to arrive: the finished steps stay until then.
  return facts?.stack?.phase !== "ready" || facts.stack.value.image !== build.image.id;
}

interface NoRowsProps extends Pick<LayersPaneProps, "builds"> {
  build: BuildState;
  facts: ImageFacts | undefined;
}

function NoRows({ build, facts, builds }: NoRowsProps) {
  const failure = useLinks((state) => state.failure);
  const shown = facts?.stack?.phase === "failed" ? { problem: facts.stack.problem } : failure;
  if (shown) {
    return (
      <div className={styles.problem}>
        <ProblemNote
          problem={{ ...shown.problem, lastLines: undefined }}
          action={"range" in shown && shown.range && <GoToLine range={shown.range} />}
        />
        <div className={styles.builds}>{builds}</div>
      </div>
    );
  }
  if (build.phase === "uploading") return <EmptyState title={messages.uploading} />;
  if (build.phase === "queued") return <EmptyState title={messages.queued} />;
  if (build.phase === "running") return <EmptyState title={messages.planning} />;
  if (facts) return null;
  if (isReadOnly()) return <EmptyState title={messages.noImage} />;
  return (
    <EmptyState
      title={messages.noImage}
      action={<Button onClick={() => showImages(true)}>{messages.allImages}</Button>}
    >
      {messages.noImageDetail}
    </EmptyState>
  );
}

function GoToLine({ range }: { range: Range }) {
  return (
    <Button className={styles.go} onClick={() => revealRange(range)}>
      {messages.goToLine(range.start.line + 1)}
    </Button>
  );
}
