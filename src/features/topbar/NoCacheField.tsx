import { useAnalysis } from "../../state/language/analysis.ts";
import { changeSettings, useWorkspace } from "../../state/workspace/workspace.ts";
import { messages } from "./messages.ts";
import { cacheChoices, withChoice } from "./noCacheStages.ts";
import styles from "./SettingsDialog.module.css";

const NONE: string[] = [];

/** Which stages the next builds rebuild, cached or not. */
export function NoCacheField() {
  const skipped = useWorkspace((state) => state.content.settings.noCache ?? NONE);
  const stages = useAnalysis((state) => state.stages);
  const choices = cacheChoices(stages, skipped);
  if (choices.length === 0) return <p className={styles.none}>{messages.noCache.none}</p>;
  return (
    <div className={styles.choices}>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="checkbox"
            checked={choice.skipped}
            onChange={(event) => changeSettings({ noCache: withChoice(choices, choice.value, event.target.checked) })}
          />
          <code className={styles.name}>{choice.label}</code>
        </label>
      ))}
    </div>
  );
}
