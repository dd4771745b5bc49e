import { usePlan } from "../../state/plan/plan.ts";
import { type PlanMark, planMarks } from "../../state/plan/planMarks.ts";
import { forecastOf } from "../../state/plan/planState.ts";
import { planSummary } from "../../state/plan/planSummary.ts";
import { Tooltip } from "../../ui/Tooltip.tsx";
import { messages } from "./messages.ts";
import styles from "./NextBuild.module.css";

/** What the next build will redo, in words: everything the marks beside the lines say, for people who can't see them. */
export function NextBuild({ hidden }: { hidden: boolean }) {
  const forecast = usePlan(({ plan }) => forecastOf(plan));
  const summary = forecast && planSummary(forecast);
  if (!forecast || summary === undefined) return null;
  const told = planMarks(forecast).filter(({ outlook }) => outlook !== "cached");
  return (
    <Tooltip text={<Detail told={told} />} side="top">
      {/* Not a live region: it changes while typing. On a phone there is only room for the marks. */}
      <section aria-label={messages.nextBuild} className={hidden ? "visually-hidden" : styles.next}>
        {messages.nextBuildSummary(summary)}
        <ul className="visually-hidden">
          {told.slice(0, MOST_READ).map(({ line, reason }) => (
            <li key={line}>{messages.line(line + 1, reason)}</li>
          ))}
        </ul>
      </section>
    </Tooltip>
  );
}

function Detail({ told }: { told: readonly PlanMark[] }) {
  if (told.length === 0) return messages.allCached;
  return (
    <>
      {told.slice(0, MOST_LINES).map(({ line, reason }) => (
        <div key={line}>{messages.line(line + 1, reason)}</div>
      ))}
      {told.length > MOST_LINES && <div>{messages.moreLines(told.length - MOST_LINES)}</div>}
    </>
  );
}

/** Lines in the tooltip, and lines for screen readers. */
const MOST_LINES = 8;
const MOST_READ = 100;
