import type { ReactNode } from "react";
import { Group, useDefaultLayout } from "react-resizable-panels";
import styles from "./SplitPanes.module.css";

interface SplitPanesProps {
  /** Remembers the sizes under this name. */
  id: string;
  orientation: "horizontal" | "vertical";
  /** IDs of the panels in it. Each combination has its own sizes. */
  panelIds: string[];
  children: ReactNode;
}

/** Panels with separators between them; sizes are remembered on this device. */
export function SplitPanes({ id, orientation, panelIds, children }: SplitPanesProps) {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id: `strata.${id}`,
    panelIds,
    onlySaveAfterUserInteractions: true,
  });
  return (
    <Group
      id={id}
      className={styles.group}
      orientation={orientation}
      defaultLayout={defaultLayout}
      onLayoutChanged={onLayoutChanged}
    >
      {children}
    </Group>
  );
}
