import { Icon } from "../../ui/Icon.tsx";
import { TextWithCode } from "../../ui/TextWithCode.tsx";
import styles from "./Action.module.css";
import type { MarkWords } from "./actionWords.ts";

const ICONS = { done: "check", busy: "more", failed: "error" } as const;

/** What became of an action, said as soon as it is known. */
export function ActionMark({ words }: { words: MarkWords | undefined }) {
  return (
    <span role="status" className={styles.mark} data-tone={words?.tone}>
      {words && (
        <>
          <Icon name={ICONS[words.tone]} size={14} />
          <span>
            <TextWithCode text={words.text} />
          </span>
        </>
      )}
    </span>
  );
}
