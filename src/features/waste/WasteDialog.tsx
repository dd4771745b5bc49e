import { type ReactNode, useEffect } from "react";
import type { Stack } from "#contract/image.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { loadWaste, shownFacts, useImage } from "../../state/image/image.ts";
import { loadImageWaste, useImageWaste } from "../../state/waste/imageWaste.ts";
import { closeWaste } from "../../state/waste/wasteView.ts";
import { isOfShare, useShared } from "../../state/workspace/shared.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { DeadList } from "./DeadList.tsx";
import { DiveFigures } from "./DiveFigures.tsx";
import { DuplicateList } from "./DuplicateList.tsx";
import { LeftoverList } from "./LeftoverList.tsx";
import { messages } from "./messages.ts";
import styles from "./WasteDialog.module.css";

/** All that the image stores and does not need: dead bytes, leftovers, duplicates; and what dive says. */
export function WasteDialog() {
  const stack = useImage((state) => shownFacts(state)?.stack);
  return (
    <Dialog open onOpenChange={closeWaste} size="wide" title={messages.title} description={messages.about}>
      {stack?.phase === "ready" ? (
        <WasteOf key={stack.value.image} stack={stack.value} />
      ) : (
        <EmptyState title={messages.noImage}>{messages.noImageDetail}</EmptyState>
      )}
    </Dialog>
  );
}

function WasteOf({ stack }: { stack: Stack }) {
  const isShared = useShared((state) => isOfShare(state, stack.image));
  const waste = useImage((state) => shownFacts(state)?.waste);
  const { leftovers, efficiency } = useImageWaste(({ images }) => images[stack.image]) ?? {};
  useEffect(() => {
    if (stack.dead > 0) void loadWaste(stack.image);
    if (!isShared) void loadImageWaste(stack.image);
  }, [stack, isShared]);
  const known = leftovers?.phase === "ready" ? leftovers.value : undefined;
  const isClean = stack.dead === 0 && known?.total === 0 && known.duplicates.total === 0;
  return (
    <div className={styles.waste}>
      {isClean && <EmptyState title={messages.none}>{messages.noneDetail}</EmptyState>}
      {stack.dead > 0 && (
        <Part title={messages.dead} size={stack.dead}>
          {waste?.phase === "ready" && <DeadList waste={waste.value} stack={stack} />}
          {waste?.phase === "failed" && <ProblemNote problem={waste.problem} />}
        </Part>
      )}
      {known !== undefined && known.total > 0 && (
        <Part title={messages.leftovers} size={known.bytes}>
          <LeftoverList leftovers={known} stack={stack} />
        </Part>
      )}
      {known !== undefined && known.duplicates.total > 0 && (
        <Part title={messages.duplicates} size={known.duplicates.bytes}>
          <DuplicateList duplicates={known.duplicates} stack={stack} />
        </Part>
      )}
      {leftovers?.phase === "loading" && (
        <p role="status" className={styles.quiet}>
          {messages.looking}
        </p>
      )}
      {leftovers?.phase === "failed" && <ProblemNote problem={leftovers.problem} />}
      {efficiency?.phase === "ready" && (
        <Part title={messages.dive}>
          <DiveFigures efficiency={efficiency.value} />
        </Part>
      )}
      {isShared && <p className={styles.quiet}>{messages.notShared}</p>}
    </div>
  );
}

function Part({ title, size, children }: { title: string; size?: number; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h3 className={styles.heading}>
        {title}
        {size !== undefined && <span className={styles.sum}>{formatSize(size)}</span>}
      </h3>
      {children}
    </section>
  );
}
