import { ownBytes } from "#contract/imageSharing.ts";
import { shownSize } from "#contract/imageSize.ts";
import type { Problem } from "#contract/problem.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { isRunning } from "../../state/containers/containers.ts";
import type { ImageRow } from "../../state/images/imageRows.ts";
import { addImageTag, removeImageOrTag, useImages } from "../../state/images/images.ts";
import { startPush } from "../../state/images/transfer.ts";
import { Button } from "../../ui/Button.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { Confirm } from "./Confirm.tsx";
import styles from "./ImageAsk.module.css";
import { messages } from "./messages.ts";
import { NameForm } from "./NameForm.tsx";

/** What a row asks, or why something was refused: `ref` is what should have been removed. */
export type Asking =
  | { readonly kind: "tag" | "push" | "remove" }
  | { readonly kind: "refused"; readonly problem: Problem; readonly ref?: string };

interface ImageAskProps {
  row: ImageRow;
  asking: Asking;
  onRefused: (asking: Asking) => void;
  onEnd: () => void;
}

export function ImageAsk({ row, asking, onRefused, onEnd }: ImageAskProps) {
  const { image } = row;
  const done = (ref?: string) => (problem: Problem | undefined) =>
    problem ? onRefused({ kind: "refused", problem, ...(ref !== undefined && { ref }) }) : onEnd();
  const push = async (name: string) => {
    const problem = image.tags.includes(name) ? undefined : await addImageTag(image.id, name);
    done()(problem);
    if (!problem) await startPush(name);
  };
  switch (asking.kind) {
    case "tag":
      return (
        <NameForm
          label={messages.newTag}
          submit={messages.add}
          onSubmit={(tag) => void addImageTag(image.id, tag).then(done())}
          onCancel={onEnd}
        />
      );
    case "push":
      return (
        <NameForm
          label={messages.pushName}
          submit={messages.pushNow}
          initial={row.name ?? ""}
          onSubmit={(name) => void push(name)}
          onCancel={onEnd}
        />
      );
    case "remove":
      return (
        <Remove row={row} onRemove={() => void removeImageOrTag(image.id, false).then(done(image.id))} onEnd={onEnd} />
      );
    case "refused":
      return (
        <Refused
          row={row}
          asking={asking}
          onForce={(ref) => void removeImageOrTag(ref, true).then(done())}
          onEnd={onEnd}
        />
      );
  }
}

function Remove({ row: { image }, onRemove, onEnd }: { row: ImageRow; onRemove: () => void; onEnd: () => void }) {
  const sharing = useImages((state) => state.sharing);
  const question = messages.askRemove(image.tags.join(", "), formatSize(shownSize(image)));
  const freed = messages.freed(formatSize(ownBytes(sharing, new Set([image.id]))));
  return (
    <Confirm question={`${question} ${freed}`} confirm={messages.removeNow} onConfirm={onRemove} onCancel={onEnd} />
  );
}

interface RefusedProps {
  row: ImageRow;
  asking: Extract<Asking, { kind: "refused" }>;
  onForce: (ref: string) => void;
  onEnd: () => void;
}

function Refused({ row, asking: { problem, ref }, onForce, onEnd }: RefusedProps) {
  // As with Docker, nothing removes the image of a running container.
  const canForce = problem.code === "image/in-use" && !row.users.some(isRunning);
  return (
    <div className={styles.refused}>
      <ProblemNote
        problem={problem}
        action={
          <div className={styles.buttons}>
            <Button autoFocus onClick={onEnd}>
              {messages.cancel}
            </Button>
            {ref !== undefined && canForce && (
              <Button variant="danger" onClick={() => onForce(ref)}>
                {messages.removeAnyway}
              </Button>
            )}
          </div>
        }
      />
    </div>
  );
}
