import { useId } from "react";
import type { LessonNode } from "#contract/lesson.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./Action.module.css";
import { ActionMark } from "./ActionMark.tsx";
import { ACTION_ICONS, actionLabel } from "./actionWords.ts";
import { CodeBlock } from "./CodeBlock.tsx";
import type { TextPlace } from "./textPlace.ts";
import { useAction } from "./useAction.ts";

export interface ActionProps {
  readonly node: Extract<LessonNode, { kind: "action" }>;
  readonly at: TextPlace;
}

/** A command or a piece of a file, with a button below it. */
export function ActionBlock({ node: { action, text, lit }, at }: ActionProps) {
  const { words, onClick } = useAction(action, at);
  const code = useId();
  return (
    <div className={styles.block}>
      <div id={code}>
        <CodeBlock code={{ kind: "code", text, lit }} />
      </div>
      <div className={styles.bar}>
        <Button
          data-action={action.kind}
          variant="quiet"
          className={styles.button}
          disabled={at.isPreview}
          aria-describedby={code}
          onClick={onClick}
        >
          <Icon name={ACTION_ICONS[action.kind]} size={14} />
          <span className={styles.label}>{actionLabel(action)}</span>
        </Button>
        <ActionMark words={words} />
      </div>
    </div>
  );
}
