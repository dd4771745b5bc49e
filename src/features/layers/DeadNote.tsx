import { Fragment } from "react";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { addNotice } from "../../state/page/notices.ts";
import { addFiles, changeFiles, typeText, useWorkspace } from "../../state/workspace/workspace.ts";
import styles from "./DeadNote.module.css";
import type { DeadExplanation } from "./deadExplanation.ts";
import { type IgnoreSuggestion, ignoreSuggestion } from "./ignoreSuggestion.ts";
import { messages } from "./messages.ts";

/** Explains dead bytes: how many, which lines, what to do. */
export function DeadNote({ explanation }: { explanation: DeadExplanation }) {
  const { bytes, where, advice, paths, ignorable } = explanation;
  const files = useWorkspace((state) => state.content.files);
  const suggestion = ignorable ? ignoreSuggestion(paths, files) : undefined;
  return (
    <p className={styles.note}>
      {messages.stillInImage.before}
      <span title={exactBytes(bytes)}>{formatSize(bytes)}</span>
      {messages.stillInImage.after}
      {where}
      {paths.length > 0 && (
        <>
          {" "}
          (
          {paths.map((path, index) => (
            <Fragment key={path}>
              {index > 0 && ", "}
              <strong title={visibleText(path)}>{visibleText(path.slice(path.lastIndexOf("/") + 1))}</strong>
            </Fragment>
          ))}
          )
        </>
      )}
      . {advice}
      {suggestion && (
        <>
          {" "}
          <button
            type="button"
            className={styles.apply}
            title={messages.applyDetail(suggestion.lines, suggestion.path)}
            onClick={() => apply(suggestion)}
          >
            {messages.apply}
          </button>
        </>
      )}
    </p>
  );
}

function apply({ path, lines, text }: IgnoreSuggestion): void {
  const before = useWorkspace.getState().content.files.find((file) => file.path === path);
  typeText(path, text);
  addNotice({
    text: messages.applied(lines, path),
    action: {
      label: messages.undo,
      run: () => (before ? addFiles([before]) : changeFiles((files) => files.filter((file) => file.path !== path))),
    },
  });
}
