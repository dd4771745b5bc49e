import { clsx } from "clsx";
import type { LiveStep } from "#contract/buildProgress.ts";
import { formatDuration, formatElapsed } from "../../lib/formatDuration.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { durationOf } from "../../state/build/buildSummary.ts";
import { revealRange } from "../../state/editor/editor.ts";
import { timeAtServer } from "../../state/page/serverTime.ts";
import { hoverLink, selectLink, useSelection } from "../../state/selection/selection.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useNow } from "../../ui/useNow.ts";
import type { LogSection } from "./logRows.ts";
import { messages } from "./messages.ts";
import { missReason } from "./missReason.ts";
import { progressText } from "./progressText.ts";
import styles from "./StepHead.module.css";
import { StepIcon } from "./StepIcon.tsx";

interface StepHeadProps {
  section: LogSection;
  steps: number;
  onToggle: () => void;
}

/** The first row of a step: state, number, instruction, why it ran, and how long it took. */
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
        aria-label={messages.step(visibleText(step.title), number, steps, step.state)}
      >
        <span className={styles.number}>
          {number}/{steps}
        </span>
        <span className={styles.title} title={visibleText(step.title)}>
          {visibleText(step.title)}
        </span>
        {reason && step.state !== "cached" && (
          <span className={styles.reason} title={missDetails(step)}>
            {" "}
            — {visibleText(reason)}
          </span>
        )}
        {progressText(step) && <span className={styles.reason}> · {progressText(step)}</span>}
      </button>
      {lines > 0 && (
        <button type="button" className={styles.toggle} aria-expanded={!collapsed} onClick={onToggle}>
          <Icon name={collapsed ? "chevronRight" : "chevronDown"} size={12} />
          {collapsed && messages.lines(lines)}
          {!collapsed && <span className="visually-hidden">{messages.output}</span>}
        </button>
      )}
      <span className={styles.time}>
        {step.state === "running" ? <RunningTime since={step.startedAt} /> : timeWord(step)}
      </span>
    </div>
  );
}

function RunningTime({ since }: { since: number | undefined }) {
  const now = useNow(timeAtServer, 1000);
  const elapsed = since === undefined ? 0 : now - since;
  return elapsed < 1000 ? messages.states.running : messages.runningFor(formatElapsed(elapsed));
}

function goTo(step: LiveStep): void {
  selectLink(step.id);
  const lines = useLinks.getState().links.find((link) => link.id === step.id)?.lines;
  if (!lines) return;
  const character = step.range.start.character;
  revealRange({ start: { line: lines.start, character }, end: { line: lines.start, character } });
}

function missDetails({ cacheMiss }: LiveStep): string {
  const changed = cacheMiss?.changed ?? [];
  return changed.map(({ input, change, detail }) => (change ? messages.changes[change](input) : detail)).join("\n");
}

function timeWord(step: LiveStep): string {
  if (step.state === "cached" || step.state === "canceled") {
    return messages.states[step.state];
  }
  const duration = durationOf(step);
  return duration === undefined ? "" : formatDuration(duration);
}
