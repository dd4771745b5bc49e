import { useEffect, useState } from "react";
import type { FileState } from "#contract/imageFile.ts";
import type { Problem } from "#contract/problem.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { octalMode } from "../../lib/octalMode.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { type BytesPlace, CHUNK, readPart } from "../../state/imageFile/readFile.ts";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { type ContentKind, contentKind, pictureType } from "./contentKind.ts";
import styles from "./FileContent.module.css";
import { HexView } from "./HexView.tsx";
import { messages } from "./messages.ts";
import { PictureView } from "./PictureView.tsx";
import { TextView } from "./TextView.tsx";

interface FileContentProps {
  readonly place: BytesPlace;
  readonly file: FileState;
  /** To be shown first, from 1. */
  readonly line: number | undefined;
}

/** What is in a file: text, bytes, or a picture. */
export function FileContent({ place, file, line }: FileContentProps) {
  const nothing = noContent(file);
  return nothing === undefined ? (
    <Loaded place={place} file={file} line={line} />
  ) : (
    <>
      <Facts file={file} />
      <p className={styles.note}>{nothing}</p>
    </>
  );
}

function noContent({ type }: FileState): string | undefined {
  return type === "file" || type === "hardlink" || type === "symlink" ? undefined : messages.noContent[type];
}

type Start = { bytes: Uint8Array; size: number } | { problem: Problem };

function Loaded({ place, file, line }: FileContentProps) {
  const start = useStart(place);
  const [chosen, setChosen] = useState<ContentKind>();
  if (!start) return <Facts file={file} />;
  if ("problem" in start)
    return (
      <>
        <Facts file={file} />
        <div className={styles.note}>
          <ProblemNote problem={start.problem} />
        </div>
      </>
    );
  const { bytes, size } = start;
  const picture = pictureType(bytes);
  const view = chosen ?? contentKind(bytes, bytes.length === size);
  return (
    <>
      <Facts file={file}>
        <ViewSwitch view={view} hasPicture={picture !== undefined} onView={setChosen} />
      </Facts>
      {size === 0 && <p className={styles.note}>{messages.empty}</p>}
      {size > 0 && view === "text" && <TextView place={place} size={size} line={line} />}
      {size > 0 && view === "hex" && <HexView place={place} size={size} />}
      {size > 0 && view === "picture" && picture && <PictureView place={place} size={size} mediaType={picture} />}
    </>
  );
}

function useStart({ image, path, layer }: BytesPlace): Start | undefined {
  const [start, setStart] = useState<Start>();
  useEffect(() => {
    const cancel = new AbortController();
    readPart({ image, path, layer }, { from: 0, length: CHUNK }, cancel.signal).then(
      (part) => !cancel.signal.aborted && setStart(part.ok ? part.value : { problem: part.problem }),
      () => {
        // Aborted: nobody waits anymore.
      },
    );
    return () => cancel.abort();
  }, [image, path, layer]);
  return start;
}

function Facts({ file, children }: { file: FileState; children?: React.ReactNode }) {
  const { size, mode, uid, gid, mtime, linkTarget } = file;
  return (
    <div className={styles.tools}>
      <span className={styles.facts} title={messages.bytes(exactBytes(size), timeOf(mtime))}>
        {linkTarget === undefined
          ? messages.facts(formatSize(size), octalMode(mode), `${uid}:${gid}`)
          : messages.leadsTo(visibleText(linkTarget))}
      </span>
      {children}
    </div>
  );
}

/** A tar may say any number. */
function timeOf(mtime: number): string {
  const time = new Date(mtime * 1000);
  return Number.isNaN(time.getTime()) ? `${mtime}` : time.toISOString();
}

interface ViewSwitchProps {
  readonly view: ContentKind;
  readonly hasPicture: boolean;
  readonly onView: (view: ContentKind) => void;
}

function ViewSwitch({ view, hasPicture, onView }: ViewSwitchProps) {
  const views = (["text", "hex", "picture"] as const).filter((one) => one !== "picture" || hasPicture);
  const segments = views.map((value) => ({ value, label: messages.views[value] }));
  return (
    <SegmentedControl
      className={styles.views}
      label={messages.view}
      value={view}
      segments={segments}
      onChange={onView}
    />
  );
}
