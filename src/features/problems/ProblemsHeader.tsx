import type { HadolintEnd } from "#contract/diagnostic.ts";
import { useAnalysis } from "../../state/language/analysis.ts";
import { fixAllFindings } from "../../state/language/findingHelp.ts";
import { Button } from "../../ui/Button.tsx";
import { hadolintWords } from "./hadolintWords.ts";
import styles from "./ProblemsPane.module.css";

/** What holds for all findings: how hadolint would end, and the way to fix what needs no look. */
export function ProblemsHeader() {
  const end = useAnalysis((state) => state.hadolint);
  const hasFixes = useAnalysis(({ diagnostics }) => diagnostics.some(({ fixes }) => fixes && fixes.length > 0));
  if (!end && !hasFixes) return null;
  return (
    <div className={styles.header}>
      {end && <HadolintLine end={end} />}
      {hasFixes && (
        <Button variant="quiet" className={styles.fixAll} onClick={() => void fixAllFindings()}>
          Fix all that is safe
        </Button>
      )}
    </div>
  );
}

function HadolintLine({ end }: { end: HadolintEnd }) {
  return (
    <p className={end.fails ? styles.fails : styles.passes}>
      <strong>hadolint {end.fails ? "fails" : "passes"}.</strong> {hadolintWords(end)}
    </p>
  );
}
