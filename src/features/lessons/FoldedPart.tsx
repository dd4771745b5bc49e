import type { ReactNode } from "react";
import { setPartOpen, usePartOpen } from "../../state/lessons/openParts.ts";

interface FoldedPartProps {
  /** What it is known by. */
  readonly place: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A part of the text that opens. On narrow screens a press folds the whole lesson away: it is open when it comes back. */
export function FoldedPart({ place, className, children }: FoldedPartProps) {
  const isOpen = usePartOpen(place);
  return (
    <details
      className={className}
      open={isOpen}
      onToggle={({ currentTarget }) => currentTarget.open !== isOpen && setPartOpen(place, currentTarget.open)}
    >
      {children}
    </details>
  );
}
