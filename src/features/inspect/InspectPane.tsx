import { useEffect, useState } from "react";
import type { Inspect } from "#contract/image.ts";
import { loadInspect, shownFacts, useImage } from "../../state/image/image.ts";
import { addNotice } from "../../state/page/notices.ts";
import { isReadOnly } from "../../state/page/readOnly.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { InspectFieldRow } from "./InspectFieldRow.tsx";
import styles from "./InspectPane.module.css";
import { inspectSections } from "./inspectSections.ts";
import { messages } from "./messages.ts";

/** The image as `docker image inspect` shows it, in readable form, with the JSON one click away. */
export function InspectPane() {
  const shown = useImage((state) => state.shown);
  const inspect = useImage(shownFacts)?.inspect;
  useEffect(() => {
    if (shown) void loadInspect(shown);
  }, [shown]);
  if (!shown) return <EmptyState title={messages.noImage}>{!isReadOnly() && messages.noImageDetail}</EmptyState>;
  if (inspect?.phase === "failed")
    return (
      <div className={styles.problem}>
        <ProblemNote problem={inspect.problem} />
      </div>
    );
  return inspect?.phase === "ready" ? <Loaded inspect={inspect.value} /> : null;
}

function Loaded({ inspect }: { inspect: Inspect }) {
  const [raw, setRaw] = useState(false);
  // docker image inspect prints an array with one object per image.
  const json = JSON.stringify([inspect], null, 4);
  return (
    <div className={styles.pane}>
      <h2 className="visually-hidden">{messages.title}</h2>
      <div className={styles.tools}>
        <fieldset className={styles.switch} aria-label={messages.view}>
          <button type="button" aria-pressed={!raw} onClick={() => setRaw(false)}>
            {messages.readable}
          </button>
          <button type="button" aria-pressed={raw} onClick={() => setRaw(true)}>
            {messages.json}
          </button>
        </fieldset>
        <IconButton label={messages.copy} icon="copy" onClick={() => void copy(json)} />
      </div>
      {raw ? <pre className={styles.json}>{json}</pre> : <Readable inspect={inspect} />}
    </div>
  );
}

function Readable({ inspect }: { inspect: Inspect }) {
  return inspectSections(inspect).map(({ title, fields, unset }) => (
    <section key={title} className={styles.section}>
      <h3 className={styles.title}>{title}</h3>
      {fields.map((field) => (
        <InspectFieldRow key={field.name} field={field} />
      ))}
      {unset.map((field) => (
        <InspectFieldRow key={field.name} field={field} />
      ))}
    </section>
  ));
}

async function copy(json: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(json);
    addNotice({ text: messages.copied });
  } catch {
    addNotice({ text: messages.copyFailed, tone: "error" });
  }
}
