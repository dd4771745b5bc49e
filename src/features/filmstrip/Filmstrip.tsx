import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { useBuild } from "../../state/build/build.ts";
import { isBusy, runOf } from "../../state/build/buildState.ts";
import { loadStepState, useStepStates } from "../../state/build/stepStates.ts";
import { revealRange, useEditor } from "../../state/editor/editor.ts";
import { useOpenedImage } from "../../state/images/openedImage.ts";
import { selectLink, useSelection } from "../../state/selection/selection.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { toggleStepThrough } from "../../state/selection/stepThrough.ts";
import { isOfShare, useShared } from "../../state/workspace/shared.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { FactList } from "./FactList.tsx";
import styles from "./Filmstrip.module.css";
import { factsOf } from "./facts.ts";
import { type Frame, frameAt, framesOf } from "./frames.ts";
import { messages } from "./messages.ts";

const NONE: readonly Frame[] = [];

/** Goes through the build line by line, back and forth: what holds at each, and what the line changed. */
export function Filmstrip() {
  const { run, frames } = useFrames();
  const selected = useSelection((state) => state.selected);
  const found = frames.findIndex(({ id }) => id === selected);
  const at = Math.max(0, found);
  const frame = frames[at];
  const strip = useRef<HTMLElement>(null);
  const go = (to: number) => {
    const next = frames[to];
    if (next) show(next);
  };
  const first = frame?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it appears, or another build does
  useEffect(() => {
    strip.current?.focus();
    if (found === -1) go(0);
  }, [run]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") return toggleStepThrough();
    const to = frameAt(event.key, at, frames.length);
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys step while it has the focus
    <section ref={strip} tabIndex={0} aria-label={messages.name} className={styles.strip} onKeyDown={onKeyDown}>
      <header className={styles.header}>
        <IconButton label={messages.previous} icon="chevronLeft" disabled={at === 0} onClick={() => go(at - 1)} />
        <IconButton
          label={messages.next}
          icon="chevronRight"
          disabled={at >= frames.length - 1}
          onClick={() => go(at + 1)}
        />
        <output className={styles.at}>
          {frame && (
            <>
              <b>{messages.at(at + 1, frames.length)}</b>, {messages.line(frame.range.start.line + 1)}
              <span className="visually-hidden">: {frame.title}</span>
            </>
          )}
        </output>
        <IconButton label={messages.close} icon="close" onClick={toggleStepThrough} />
      </header>
      {frame && run !== undefined && first !== undefined ? (
        <FrameFacts build={run} frame={frame} before={frames[at - 1]} />
      ) : (
        <p className={styles.note}>{messages.none}</p>
      )}
    </section>
  );
}

interface Stepped {
  readonly run: string | undefined;
  readonly frames: readonly Frame[];
}

/** Of the build on the page, once it is over. An image that was opened by itself has no build. */
function useFrames(): Stepped {
  const build = useBuild((state) => state.build);
  const isOpened = useOpenedImage(({ opened }) => opened !== undefined);
  const run = isBusy(build) || isOpened ? undefined : runOf(build);
  const isShared = useShared((state) => isOfShare(state, run?.id));
  return useMemo(
    () => ({ run: isShared ? undefined : run?.id, frames: run && !isShared ? framesOf(run) : NONE }),
    [run, isShared],
  );
}

function show({ id }: Frame): void {
  selectLink(id);
  const lines = useLinks.getState().links.find((link) => link.id === id)?.lines;
  if (!lines || useEditor.getState().openPath !== undefined) return;
  const start = { line: lines.start, character: 0 };
  revealRange({ start, end: start }, undefined, false);
}

function FrameFacts({ build, frame, before }: { build: string; frame: Frame; before: Frame | undefined }) {
  const { states } = useStepStates();
  useEffect(() => {
    void loadStepState(build, frame.id);
    if (before) void loadStepState(build, before.id);
  }, [build, frame, before]);
  const now = states[frame.id];
  const last = before && states[before.id];
  const isKnown = now?.phase === "ready" && (!before || last?.phase === "ready");
  const facts = useMemo(
    () => (isKnown ? factsOf(now.value, last?.phase === "ready" ? last.value : undefined) : undefined),
    [isKnown, now, last],
  );
  // Until the next ones are here, the last ones stay: nothing jumps.
  const shown = useRef(facts);
  if (facts) shown.current = facts;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section aria-label={messages.facts} tabIndex={0} className={styles.facts}>
      {frame.state === "failed" && <p className={styles.failed}>{messages.failed}</p>}
      {now?.phase === "failed" && <ProblemNote problem={now.problem} />}
      {now?.phase !== "failed" && shown.current && <FactList facts={shown.current} />}
    </section>
  );
}
