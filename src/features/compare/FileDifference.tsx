import { useEffect, useState } from "react";
import type { ImageComparison } from "#contract/imageComparison.ts";
import type { ListedEntry } from "#contract/imageEntries.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { type FileTexts, loadFileTexts } from "../../state/compare/fileTexts.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import { TextDiff } from "../../ui/TextDiff.tsx";
import styles from "./DifferentFiles.module.css";
import { messages } from "./messages.ts";

interface FileDifferenceProps {
  comparison: ImageComparison;
  entry: ListedEntry;
  onClose: () => void;
}

/** What changed in one text file. */
export function FileDifference({ comparison, entry, onClose }: FileDifferenceProps) {
  const { path, change } = entry;
  const [texts, setTexts] = useState<FileTexts>();
  useEffect(() => {
    let isGone = false;
    void loadFileTexts(comparison, path, { a: change !== "added", b: change !== "deleted" }).then(
      (found) => isGone || setTexts(found),
    );
    return () => {
      isGone = true;
    };
  }, [comparison, path, change]);
  const cut = texts?.kind === "texts" && texts.isCut ? messages.cut : undefined;
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      size="wide"
      title={visibleText(path)}
      {...(cut && { description: cut })}
    >
      <Texts texts={texts} path={path} />
    </Dialog>
  );
}

function Texts({ texts, path }: { texts: FileTexts | undefined; path: string }) {
  if (!texts) return <Spinner label={messages.loading} />;
  if (texts.kind === "failed") return <ProblemNote problem={texts.problem} />;
  if (texts.kind === "binary") return <p>{messages.binary}</p>;
  if (texts.before === texts.after) return <p>{messages.sameText}</p>;
  return (
    <div className={styles.texts}>
      <TextDiff
        label={visibleText(path)}
        before={{ text: texts.before, name: messages.before }}
        after={{ text: texts.after, name: messages.after }}
        path={path}
      />
    </div>
  );
}
