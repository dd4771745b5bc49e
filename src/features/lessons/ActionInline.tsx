import { Icon } from "../../ui/Icon.tsx";
import styles from "./Action.module.css";
import type { ActionProps } from "./ActionBlock.tsx";
import { ActionMark } from "./ActionMark.tsx";
import { ACTION_ICONS, actionLabel } from "./actionWords.ts";
import { useAction } from "./useAction.ts";

/** An action in a line of text: its words are the button. */
export function ActionInline({ node: { action, text }, at }: ActionProps) {
  const { words, onClick } = useAction(action, at);
  const label = actionLabel(action);
  return (
    <span className={styles.inline}>
      <button
        type="button"
        data-action={action.kind}
        className={styles.word}
        disabled={at.isPreview}
        aria-label={label.includes(text) ? label : `${label}: ${text}`}
        title={label}
        onClick={onClick}
      >
        <Icon name={ACTION_ICONS[action.kind]} size={12} />
        <code>{text}</code>
      </button>
      <ActionMark words={words} />
    </span>
  );
}
