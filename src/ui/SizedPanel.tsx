import { clsx } from "clsx";
import { type ReactNode, useState } from "react";
import { readStored, writeStored } from "../lib/storage.ts";
import { isKeptSize, type KeptSize, type PanelSize, resized } from "./panelSize.ts";
import { ResizeHandle } from "./ResizeHandle.tsx";
import styles from "./SplitPanes.module.css";
import { usePanelPixels } from "./usePanelPixels.ts";

interface SizedPanelProps {
  /** Its size is remembered under this name on this device. */
  id: string;
  /** Of the line that resizes it. */
  label: string;
  axis: "width" | "height";
  /** Before or after the panel that takes the rest. */
  place: "before" | "after";
  /** Its size until somebody changes it. */
  start: PanelSize;
  /** Pixels. */
  least: number;
  /** Pixels, or a share of the panes around it. */
  most: PanelSize;
  /** Pixels left of it when it is folded; absent if it never is. */
  fold?: number;
  /** It has all the room, and no line. */
  isAlone?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

/**
 * A panel with a size of its own, and the line that changes it: dragged, or by the arrow keys. Enter folds it, as less than
 * half of its least size does, and a double click resets it.
 */
export function SizedPanel(props: SizedPanelProps) {
  const { id, label, axis, place, start, least, most, fold, isAlone = false, className, children } = props;
  const key = `strata.size.${id}`;
  const [kept, setKept] = useState(() => readStored(key, isKeptSize) ?? { size: start, folded: false });
  const [panel, { own, around }] = usePanelPixels(axis);
  const put = (next: KeptSize) => {
    setKept(next);
    writeStored(key, next);
  };
  const limits = { least, most: typeof most === "number" ? most : (around * Number.parseFloat(most)) / 100, fold };
  const handle = !isAlone && (
    <ResizeHandle
      label={label}
      orientation={axis === "width" ? "vertical" : "horizontal"}
      of={place}
      size={own}
      least={fold ?? least}
      most={Math.max(own, Math.round(limits.most))}
      onResize={(wanted) => put(resized(kept, wanted, around, limits))}
      onReset={() => put({ size: start, folded: false })}
      {...(fold !== undefined && { onFold: () => put({ ...kept, folded: !kept.folded }) })}
    />
  );
  const flexBasis = kept.folded && fold !== undefined ? fold : kept.size;
  return (
    <>
      {place === "after" && handle}
      <div
        ref={panel}
        className={clsx(styles.panel, className)}
        style={isAlone ? { flex: 1 } : { flexBasis, [axis === "width" ? "maxWidth" : "maxHeight"]: most }}
      >
        {children}
      </div>
      {place === "before" && handle}
    </>
  );
}
