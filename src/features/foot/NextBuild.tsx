import { usePlan } from "../../state/plan/plan.ts";
import { type PlanMark, planMarks } from "../../state/plan/planMarks.ts";
import { forecastOf } from "../../state/plan/planState.ts";
import { planSummary } from "../../state/plan/planSummary.ts";
import { Tooltip } from "../../ui/Tooltip.tsx";
import styles from "./NextBuild.module.css";

/** What the next build will redo, in words: the whole of what the marks beside the lines say, for those who can't see them. */
export function NextBuild({ phone }: { phone: boolean }) {
  const forecast = usePlan(({ plan }) => forecastOf(plan));
  const summary = forecast && planSummary(forecast);
  if (!forecast || summary === undefined) return null;
  const told = planMarks(forecast).filter(({ outlook }) => outlook !== "cached");
  return (
    <Tooltip text={<Detail told={told} />} side="top">
      {/* No live region: it changes while one types. On a phone the marks are all there is room for. */}
      <section aria-label="Next build" className={phone ? "visually-hidden" : styles.next}>
        Next build: {summary}
        <ul className="visually-hidden">
          {told.slice(0, MOST_READ).map(({ line, reason }) => (
            <li key={line}>
              Line {line + 1}: {reason}
            </li>
          ))}
        </ul>
      </section>
    </Tooltip>
  );
}

function Detail({ told }: { told: readonly PlanMark[] }) {
  if (told.length === 0) return "Every step is taken as it was built before.";
  return (
    <>
      {told.slice(0, MOST_LINES).map(({ line, reason }) => (
        <div key={line}>
          Line {line + 1}: {reason}
        </div>
      ))}
      {told.length > MOST_LINES && <div>and {told.length - MOST_LINES} more lines</div>}
    </>
  );
}

/** Lines in the tooltip, and lines that are there to be read out. */
const MOST_LINES = 8;
const MOST_READ = 100;
