import { useEffect, useState } from "react";
import type { Inspect } from "#contract/image.ts";
import type { ImageFields } from "#contract/imageFields.ts";
import type { Digest } from "#contract/names/digest.ts";
import { loadInspect, shownFacts, useImage } from "../../state/image/image.ts";
import { fieldsOf, loadImageFields, useImageFields } from "../../state/image/imageFields.ts";
import { copyText } from "../../state/page/copyText.ts";
import { isReadOnly } from "../../state/page/readOnly.ts";
import { isOfShare, useShared } from "../../state/workspace/shared.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { AttestationList } from "./AttestationList.tsx";
import { DocumentView } from "./DocumentView.tsx";
import { InspectFields } from "./InspectFields.tsx";
import styles from "./InspectPane.module.css";
import { type InspectView, messages } from "./messages.ts";

/** The image as `docker image inspect` shows it, in readable form, and the documents behind it. */
export function InspectPane() {
  const shown = useImage((state) => state.shown);
  const inspect = useImage(shownFacts)?.inspect;
  const isShared = useShared((state) => isOfShare(state, shown));
  useEffect(() => {
    if (!shown) return;
    void loadInspect(shown);
    if (!isShared) void loadImageFields(shown);
  }, [shown, isShared]);
  if (!shown) return <EmptyState title={messages.noImage}>{!isReadOnly() && messages.noImageDetail}</EmptyState>;
  if (inspect?.phase === "failed")
    return (
      <div className={styles.problem}>
        <ProblemNote problem={inspect.problem} />
      </div>
    );
  return inspect?.phase === "ready" ? <Loaded image={shown} inspect={inspect.value} /> : null;
}

/** The views that there is something for; the documents are not in a share. */
function viewsOf(fields: ImageFields | undefined): readonly InspectView[] {
  if (fields === undefined) return ["readable", "json"];
  return [
    "readable",
    "json",
    "manifest",
    "config",
    "index",
    ...(fields.attestations.length > 0 ? ["attestations" as const] : []),
  ];
}

function Loaded({ image, inspect }: { image: Digest; inspect: Inspect }) {
  const fields = fieldsOf(useImageFields(), image);
  const [chosen, choose] = useState<InspectView>("readable");
  const views = viewsOf(fields);
  const view = views.includes(chosen) ? chosen : "readable";
  return (
    <div className={styles.pane}>
      <h2 className="visually-hidden">{messages.title}</h2>
      <div className={styles.tools}>
        <SegmentedControl
          label={messages.view}
          value={view}
          segments={views.map((value) => ({
            value,
            label: messages.views[value],
            title: messages.viewDetails[value],
          }))}
          onChange={choose}
        />
        {(view === "readable" || view === "json") && (
          <IconButton label={messages.copy} icon="copy" onClick={() => copyJson(jsonOf(inspect))} />
        )}
      </div>
      <View view={view} inspect={inspect} fields={fields} />
    </div>
  );
}

interface ViewProps {
  view: InspectView;
  inspect: Inspect;
  fields: ImageFields | undefined;
}

function View({ view, inspect, fields }: ViewProps) {
  if (view === "json") return <pre className={styles.json}>{jsonOf(inspect)}</pre>;
  if (view === "readable" || fields === undefined) return <InspectFields inspect={inspect} fields={fields} />;
  if (view === "attestations") return <AttestationList attestations={fields.attestations} />;
  const received = view === "config" ? undefined : fields.received?.[view];
  return (
    <>
      {received && <DocumentView key="received" title={messages.receivedDocument} document={received} />}
      <DocumentView key={view} title={messages.documents[view]} document={fields[view]} />
    </>
  );
}

/** `docker image inspect` prints an array with one object per image. */
function jsonOf(inspect: Inspect): string {
  return JSON.stringify([inspect], null, 4);
}

function copyJson(json: string): void {
  void copyText(json, { copied: messages.copied });
}
