import { useEffect, useState } from "react";
import type { Inspect } from "#contract/image.ts";
import { loadInspect, shownFacts, useImage } from "../../state/image/image.ts";
import { addNotice } from "../../state/page/notices.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { InspectFieldRow } from "./InspectFieldRow.tsx";
import styles from "./InspectPane.module.css";
import { inspectSections } from "./inspectSections.ts";

/** What `docker image inspect` says of the image, readable, with the JSON a click away. */
export function InspectPane() {
  const shown = useImage((state) => state.shown);
  const inspect = useImage(shownFacts)?.inspect;
  useEffect(() => {
    if (shown) void loadInspect(shown);
  }, [shown]);
  if (!shown) return <EmptyState title="No image yet">Press Build to inspect the image.</EmptyState>;
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
  // docker image inspect prints an array, one object for each image asked for.
  const json = JSON.stringify([inspect], null, 4);
  return (
    <div className={styles.pane}>
      <div className={styles.tools}>
        <fieldset className={styles.switch} aria-label="How to show it">
          <button type="button" aria-pressed={!raw} onClick={() => setRaw(false)}>
            Readable
          </button>
          <button type="button" aria-pressed={raw} onClick={() => setRaw(true)}>
            JSON
          </button>
        </fieldset>
        <IconButton label="Copy the JSON" icon="copy" onClick={() => void copy(json)} />
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
    addNotice({ text: "The JSON is in the clipboard." });
  } catch {
    addNotice({ text: "The browser does not allow the page to use the clipboard.", tone: "error" });
  }
}
