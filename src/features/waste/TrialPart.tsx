import type { ReactNode } from "react";
import { exactBytes } from "../../lib/formatSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { useImage } from "../../state/image/image.ts";
import type { OfferedFix } from "../../state/waste/offeredFix.ts";
import { endTrial, type Trial, tryFix, useTrial } from "../../state/waste/trial.ts";
import type { TrialResult } from "../../state/waste/trialResult.ts";
import { buildInput } from "../../state/workspace/buildInput.ts";
import { Button } from "../../ui/Button.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import { trialMessages } from "./messages.ts";
import styles from "./TrialPart.module.css";

/** Builds with the fix in the background, or stops that. */
export function TrialButton({ offered }: { offered: OfferedFix }) {
  const trial = useTrial((state) => state.trial);
  const image = useImage((state) => state.shown);
  if (image === undefined) return null;
  if (isRunning(trial)) return <Button onClick={endTrial}>{trialMessages.cancel}</Button>;
  const start = () => void tryFix({ input: buildInput(), image, fix: offered });
  return (
    <Button title={trialMessages.startDetail} onClick={start}>
      {trialMessages.start}
    </Button>
  );
}

/** What the trial does, and what it found; the children before there is one. */
export function TrialNote({ offered, children }: { offered: OfferedFix; children: ReactNode }) {
  const trial = useTrial((state) => state.trial);
  if (trial.phase === "failed")
    return <ProblemNote problem={{ ...trial.problem, title: `${trialMessages.failed}: ${trial.problem.title}` }} />;
  return (
    <div role="status" className={styles.note}>
      {trial.phase === "idle" && children}
      {isRunning(trial) && (
        <p>
          <Spinner /> {trialMessages[trial.phase]}
        </p>
      )}
      {trial.phase === "done" && <Result result={trial.result} removes={offered.removes} />}
    </div>
  );
}

function Result({ result, removes }: { result: TrialResult; removes: readonly string[] }) {
  const { saved, unexpected, count, sameConfig } = result;
  return (
    <>
      <p>
        <strong title={exactBytes(saved)}>{trialMessages.saves(saved)}.</strong>{" "}
        {count === 0 ? trialMessages.same(removes) : trialMessages.differ(count)}
        {!sameConfig && ` ${trialMessages.otherConfig}`}
      </p>
      {unexpected.length > 0 && (
        <ul className={styles.differences}>
          {unexpected.map(({ path, change }) => (
            <li key={path}>
              <code>{visibleText(path)}</code> {trialMessages.changes[change]}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function isRunning(trial: Trial): trial is Extract<Trial, { phase: "building" | "comparing" }> {
  return trial.phase === "building" || trial.phase === "comparing";
}
