import type { LiveStep } from "#contract/buildProgress.ts";
import { stripAnsi } from "../features/log/ansi.ts";
import { StepIcon } from "../features/log/StepIcon.tsx";
import { formatDuration } from "../lib/formatDuration.ts";
import { visibleText } from "../lib/visibleText.ts";
import { allLines, type StepLog } from "../state/build/buildLog.ts";
import type { BuildRun } from "../state/build/buildState.ts";
import { durationOf, numberedSteps } from "../state/build/buildSummary.ts";
import { messages } from "./messages.ts";
import styles from "./Steps.module.css";

interface StepsProps {
  run: BuildRun;
  lit: string | undefined;
  onLit: (link: string | undefined) => void;
}

/** The steps of the build; the output of each unfolds. */
export function Steps({ run, lit, onLit }: StepsProps) {
  return (
    <section className={styles.steps} aria-label={messages.steps}>
      <ol>
        {numberedSteps(run.steps).map((step) => (
          <li
            key={step.id}
            className={styles.step}
            data-lit={step.id === lit}
            onPointerEnter={() => onLit(step.id)}
            onPointerLeave={() => onLit(undefined)}
          >
            <StepWithOutput step={step} log={run.logs[step.id]} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function StepWithOutput({ step, log }: { step: LiveStep; log: StepLog | undefined }) {
  const lines = log ? allLines(log) : [];
  if (lines.length === 0) {
    return (
      <div className={styles.head}>
        <Head step={step} />
      </div>
    );
  }
  return (
    <details open={step.state === "failed"}>
      <summary className={styles.head} title={messages.lines(lines.length)}>
        <Head step={step} />
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre className={styles.output} tabIndex={0}>
        {lines.map((line) => visibleText(stripAnsi(line))).join("\n")}
      </pre>
    </details>
  );
}

function Head({ step }: { step: LiveStep }) {
  const duration = durationOf(step);
  return (
    <>
      <StepIcon state={step.state} />
      <span className="visually-hidden">{messages.stepState[step.state]}</span>
      <span className={styles.title}>{visibleText(step.title)}</span>
      <span className={styles.time}>
        {step.state === "cached" || duration === undefined ? messages.stepState[step.state] : formatDuration(duration)}
      </span>
    </>
  );
}
