import type { HadolintEnd } from "#contract/diagnostic.ts";
import { useAnalysis } from "../../state/language/analysis.ts";
import { fixAllFindings } from "../../state/language/findingHelp.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { Button } from "../../ui/Button.tsx";
import { hadolintReason, messages } from "./messages.ts";
import styles from "./ProblemsPane.module.css";

/** About all findings together: whether hadolint would pass, and a button for the safe fixes. */
export function ProblemsHeader() {
  const end = useAnalysis((state) => state.hadolint);
  const hasFixes = useAnalysis(({ diagnostics }) => diagnostics.some(({ fixes }) => fixes && fixes.length > 0));
  const { isReadOnly } = useReadOnly();
  const offersFixes = hasFixes && !isReadOnly;
  if (!end && !offersFixes) return null;
  return (
    <div className={styles.header}>
      {end && <HadolintLine end={end} />}
      {offersFixes && (
        <Button variant="quiet" className={styles.fixAll} onClick={() => void fixAllFindings()}>
          {messages.fixAll}
        </Button>
      )}
    </div>
  );
}

function HadolintLine({ end }: { end: HadolintEnd }) {
  return (
    <p className={end.fails ? styles.fails : styles.passes}>
      <strong>{messages.hadolintVerdict(end.fails)}</strong> {hadolintReason(end)}
    </p>
  );
}
