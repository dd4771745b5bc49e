import { type ReactNode, useCallback } from "react";
import type { ImageFacts } from "../../state/image/image.ts";
import { resizeDetails, useDetailsSize } from "../../state/page/detailsSize.ts";
import { useStackView } from "../../state/page/stackView.ts";
import { showLayerFiles, useSelection } from "../../state/selection/selection.ts";
import { ResizeHandle } from "../../ui/ResizeHandle.tsx";
import type { ElementSize } from "../../ui/useElementSize.ts";
import { detailsPlace } from "./detailsPlace.ts";
import type { DrawTree } from "./drawTree.ts";
import { LayerDetails } from "./LayerDetails.tsx";
import styles from "./LayersPane.module.css";
import { messages } from "./messages.ts";
import { openRow, selectRow, toggleRow } from "./rowActions.ts";
import type { StageThread } from "./rowsOfStages.ts";
import { StackList } from "./StackList.tsx";
import type { StrataRow } from "./strataRow.ts";

interface StackAndDetailsProps {
  rows: readonly StrataRow[];
  threads: readonly StageThread[];
  header: ReactNode;
  /** Of the pane. */
  size: ElementSize;
  /** Pixels that a note under the header takes. */
  note: number;
  /** Goes through the build line by line, above the details; undefined if that is off. */
  filmstrip: ReactNode;
  /** Undefined while a build is shown. */
  facts: ImageFacts | undefined;
  tree: DrawTree;
}

/** The stack, and the details of the selected layer below it, or beside it if the pane is wide. */
export function StackAndDetails(props: StackAndDetailsProps) {
  const { rows, threads, header, size: pane, note, filmstrip, facts, tree } = props;
  const { direction } = useStackView();
  const selection = useSelection();
  const place = detailsPlace(pane, useDetailsSize());
  const { side, size, least, most, roomForBoth } = place;
  const stack = facts?.stack?.phase === "ready" ? facts.stack.value : undefined;
  const selected = selectedRow(rows, selection);
  const hasDetails =
    selected !== undefined && (stack !== undefined || (selected.builtBy ?? selected.failedIn) !== undefined);
  const steps = filmstrip !== undefined;
  const open = hasDetails && selection.files !== "closed";
  const showsDetails = steps || (open && (roomForBoth || selection.files === "open"));
  const below = side === "below" && roomForBoth ? size : 0;
  const resize = useCallback(
    (wanted: number) => resizeDetails(side, wanted / (side === "below" ? pane.height : pane.width)),
    [side, pane],
  );
  return (
    <div className={styles.parts} data-side={side}>
      <div className={styles.stack}>
        {header}
        <StackList
          rows={rows}
          threads={threads}
          available={pane.height - note - HEADER - below}
          direction={direction}
          total={stack && totalOf(rows)}
          hovered={selection.hovered}
          selectedKey={selected?.key}
          onSelect={selectRow}
          onOpen={openRow}
          onToggle={toggleRow}
        />
      </div>
      {showsDetails && (
        <>
          <ResizeHandle
            label={messages.resizeDetails}
            orientation={side === "below" ? "horizontal" : "vertical"}
            size={size}
            least={least}
            most={most}
            onResize={resize}
          />
          <div className={styles.details} style={side === "below" ? { height: size } : { width: size }}>
            {filmstrip}
            {(open || steps) && selected && (
              <LayerDetails row={selected} stack={stack} tree={tree} onClose={() => showLayerFiles("closed")} />
            )}
          </div>
        </>
      )}
    </div>
  );
}

function totalOf(rows: readonly StrataRow[]): number {
  return rows.reduce((sum, row) => sum + (isInImage(row) && !row.inBase ? (row.size ?? 0) : 0), 0);
}

function isInImage({ container, inStage, stage }: StrataRow): boolean {
  return container === undefined && stage === undefined && !inStage;
}

/** Pixels of the header above the stack, gap included. */
const HEADER = 88;

function selectedRow(
  rows: readonly StrataRow[],
  selection: { readonly selected?: string; readonly row?: string },
): StrataRow | undefined {
  const exact = rows.find((row) => row.key === selection.row && row.link === selection.selected);
  return exact ?? rows.find((row) => row.link !== undefined && row.link === selection.selected);
}
