import type { Efficiency } from "#contract/imageLeftovers.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { type DiveRule, diveRules } from "../../state/waste/diveRules.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import styles from "./DiveFigures.module.css";
import { diveMessages } from "./messages.ts";

const RULES_FILE = ".dive-ci";

/** dive's three figures, why they differ from dead bytes, and the rules of a `.dive-ci` in the context. */
export function DiveFigures({ efficiency }: { efficiency: Efficiency }) {
  const file = useWorkspace(({ content: { files } }) => files.find(({ path }) => path === RULES_FILE));
  const { userWastedPercent: wasted } = efficiency;
  return (
    <>
      <dl className={styles.figures}>
        <Figure name={diveMessages.efficiency} value={diveMessages.percent(efficiency.efficiency)} />
        <Figure
          name={diveMessages.wastedBytes}
          value={formatSize(efficiency.wastedBytes)}
          title={exactBytes(efficiency.wastedBytes)}
        />
        <Figure
          name={diveMessages.userWastedPercent}
          value={wasted === null ? diveMessages.oneLayer : diveMessages.percent(wasted)}
        />
      </dl>
      <p className={styles.why}>{diveMessages.why}</p>
      {file?.kind === "text" ? (
        <Rules rules={diveRules(file.text ?? "", efficiency)} efficiency={efficiency} />
      ) : (
        <p className={styles.why}>{diveMessages.noRules}</p>
      )}
    </>
  );
}

function Figure({ name, value, title }: { name: string; value: string; title?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd title={title}>{value}</dd>
    </div>
  );
}

function Rules({ rules, efficiency }: { rules: readonly DiveRule[]; efficiency: Efficiency }) {
  return (
    <ul className={styles.rules} aria-label={diveMessages.rules}>
      {rules.map((rule) => (
        <li key={rule.name} data-outcome={rule.outcome}>
          <span className={styles.mark} aria-hidden="true">
            {diveMessages.marks[rule.outcome]}
          </span>
          <code>{rule.name}</code> {diveMessages.outcome(rule, efficiency)}
        </li>
      ))}
    </ul>
  );
}
