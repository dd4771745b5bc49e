import { clsx } from "clsx";
import type { LiveStep } from "#contract/buildProgress.ts";
import { formatDuration } from "../../lib/formatDuration.ts";
import { durationOf } from "../../state/buildSummary.ts";
import { revealRange } from "../../state/editor.ts";
import { hoverLink, selectLink, useSelection } from "../../state/selection.ts";
import { useLinks } from "../../state/selectionLinked.ts";
import { Icon } from "../../ui/Icon.tsx";
import type { LogSection } from "./logRows.ts";
import { missReason } from "./missReason.ts";
import { progressText } from "./progressText.ts";
import styles from "./StepHead.module.css";
import { StepIcon } from "./StepIcon.tsx";

interface StepHeadProps {
  section: LogSection;
  steps: number;
  onToggle: () => void;
}

/** The first row of a step: how it stands, which it is, what it does, why it ran, how long it took. */
export function StepHead({ section, steps, onToggle }: StepHeadProps) {
  const { step, number, log, collapsed } = section;
  const selected = useSelection((state) => state.selected === step.id);
  const hovered = useSelection((state) => state.hovered === step.id);
  const reason = missReason(step.cacheMiss);
  const lines = log.lineCount + log.dropped;
  return (
    <div
      className={clsx(styles.head, selected && styles.selected, hovered && styles.hovered)}
      data-state={step.state}
      onPointerEnter={() => hoverLink(step.id)}
      onPointerLeave={() => hoverLink(undefined)}
    >
      <span className={styles.icon}>
        <StepIcon state={step.state} />
      </span>
      <button
        type="button"
        className={styles.go}
        onClick={() => goTo(step)}
        aria-label={`${step.title}, step ${number} of ${steps}, ${step.state}. Go to its line`}
      >
        <span className={styles.number}>
          {number}/{steps}
        </span>
        <span className={styles.title}>{step.title}</span>
        {reason && step.state !== "cached" && (
          <span className={styles.reason} title={missDetails(step)}>
            {" "}
            — {reason}
          </span>
        )}
        {progressText(step) && <span className={styles.reason}> · {progressText(step)}</span>}
      </button>
      {lines > 0 && (
        <button type="button" className={styles.toggle} aria-expanded={!collapsed} onClick={onToggle}>
          <Icon name={collapsed ? "chevronRight" : "chevronDown"} size={12} />
          {collapsed && `${lines.toLocaleString("en-US")} ${lines === 1 ? "line" : "lines"}`}
          {!collapsed && <span className="visually-hidden">Output</span>}
        </button>
      )}
      <span className={styles.time}>{timeWord(step)}</span>
    </div>
  );
}

function goTo(step: LiveStep): void {
  selectLink(step.id);
  const lines = useLinks.getState().links.find((link) => link.id === step.id)?.lines;
  if (!lines) return;
  const character = step.range.start.character;
  revealRange({ start: { line: lines.start, character }, end: { line: lines.start, character } });
}

function missDetails({ cacheMiss }: LiveStep): string {
  return (cacheMiss?.changed ?? []).map(({ input, detail }) => `${input}: ${detail}`).join("\n");
}

function timeWord(step: LiveStep): string {
  if (step.state === "cached") return "cached";
  if (step.state === "running") return "running";
  if (step.state === "canceled") return "canceled";
  const duration = durationOf(step);
  return duration === undefined ? "" : formatDuration(duration);
}
