import { assignmentSentence } from "#contract/assignmentWords.ts";
import type { BuildWarning } from "#contract/build.ts";
import { visibleText } from "../../lib/visibleText.ts";
import type { BuildRun } from "../../state/build/buildState.ts";
import { revealRange } from "../../state/editor/editor.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./BuildNotes.module.css";
import { messages } from "./messages.ts";

/** Below the output: why this builder had the build, and what it warned of. */
export function BuildNotes({ run: { assignment, warnings = [] } }: { run: BuildRun }) {
  const why = assignment && assignmentSentence(assignment);
  if (why === undefined && warnings.length === 0) return null;
  return (
    <div className={styles.notes}>
      {why !== undefined && <p className={styles.why}>{why}</p>}
      {warnings.length > 0 && (
        <details className={styles.warnings} open={warnings.length <= 3}>
          <summary>
            <Icon name="warning" className={styles.icon} /> {messages.warnings(warnings.length)}
          </summary>
          <ul className={styles.list}>
            {warnings.map((warning, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its end
              <Warning key={index} warning={warning} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Warning({ warning: { code, message, range } }: { warning: BuildWarning }) {
  return (
    <li>
      {code !== undefined && <strong>{code}: </strong>}
      {visibleText(message)}
      {range && (
        <button type="button" className={styles.go} onClick={() => revealRange(range)}>
          {messages.goToLine(range.start.line + 1)}
        </button>
      )}
    </li>
  );
}
