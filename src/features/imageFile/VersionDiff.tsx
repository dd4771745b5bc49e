import { useEffect, useState } from "react";
import type { Digest } from "#contract/names/digest.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import type { KeptVersion } from "../../state/imageFile/fileVersions.ts";
import { readPart } from "../../state/imageFile/readFile.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { TextDiff } from "../../ui/TextDiff.tsx";
import { isText } from "./contentKind.ts";
import { messages } from "./messages.ts";
import styles from "./VersionDiff.module.css";

interface VersionDiffProps {
  readonly image: Digest;
  readonly path: string;
  readonly before: KeptVersion;
  readonly after: KeptVersion;
  readonly onClose: () => void;
}

/** Bytes of each side. */
const MOST_BYTES = 2 * 1024 * 1024;

/** What differs between two versions of a file, line by line. */
export function VersionDiff({ image, path, before, after, onClose }: VersionDiffProps) {
  const [isInline, setInline] = useState(false);
  const texts = useTexts(image, path, before, after);
  const name = visibleText(path);
  const title = messages.diffTitle(name, before.layer + 1, after.layer + 1);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} size="wide" title={title}>
      <label className={styles.inline}>
        <input type="checkbox" checked={isInline} onChange={(event) => setInline(event.target.checked)} />
        {messages.inline}
      </label>
      <div className={styles.diff}>
        {texts === "large" && <p>{messages.diffTooLarge(formatSize(MOST_BYTES))}</p>}
        {texts === "binary" && <p>{messages.diffBinary}</p>}
        {typeof texts === "object" && "problem" in texts && <ProblemNote problem={texts.problem} />}
        {typeof texts === "object" && "before" in texts && (
          <TextDiff
            label={title}
            path={path}
            isInline={isInline}
            before={{ text: texts.before, name: messages.layer(before.layer + 1) }}
            after={{ text: texts.after, name: messages.layer(after.layer + 1) }}
          />
        )}
      </div>
    </Dialog>
  );
}

type Texts =
  | "large"
  | "binary"
  | { before: string; after: string }
  | { problem: Parameters<typeof ProblemNote>[0]["problem"] };

function useTexts(image: Digest, path: string, before: KeptVersion, after: KeptVersion): Texts | undefined {
  const [texts, setTexts] = useState<Texts>();
  const isLarge = Math.max(before.file.size, after.file.size) > MOST_BYTES;
  useEffect(() => {
    if (isLarge) return undefined;
    const cancel = new AbortController();
    const read = ({ layer }: KeptVersion) =>
      readPart({ image, path, layer }, { from: 0, length: MOST_BYTES }, cancel.signal);
    Promise.all([read(before), read(after)]).then(
      ([was, is]) => {
        if (cancel.signal.aborted) return;
        if (!was.ok) return setTexts({ problem: was.problem });
        if (!is.ok) return setTexts({ problem: is.problem });
        const sides = [was.value.bytes, is.value.bytes] as const;
        if (!sides.every((bytes) => isText(bytes, true))) return setTexts("binary");
        const [first, second] = sides.map((bytes) => new TextDecoder().decode(bytes));
        setTexts({ before: first ?? "", after: second ?? "" });
      },
      () => {
        // Aborted: nobody waits anymore.
      },
    );
    return () => cancel.abort();
  }, [image, path, before, after, isLarge]);
  return isLarge ? "large" : texts;
}
