import { type ReactNode, useCallback } from "react";
import { revealRange, useEditor } from "../../state/editor/editor.ts";
import type { ImageFacts } from "../../state/image/image.ts";
import { resizeDetails, useDetailsSize } from "../../state/page/detailsSize.ts";
import { expandBase, unfoldStage, useStackView } from "../../state/page/stackView.ts";
import { selectLink, showLayerFiles, useSelection } from "../../state/selection/selection.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { ResizeHandle } from "../../ui/ResizeHandle.tsx";
import { detailsPlace } from "./detailsPlace.ts";
import { LayerDetails } from "./LayerDetails.tsx";
import styles from "./LayersPane.module.css";
import { messages } from "./messages.ts";
import type { StageThread } from "./rowsOfStages.ts";
import { StackList } from "./StackList.tsx";
import type { StrataRow } from "./strataRow.ts";
import type { ElementSize } from "./useElementSize.ts";

interface StackAndDetailsProps {
  rows: readonly StrataRow[];
  threads: readonly StageThread[];
  header: ReactNode;
  /** Of the pane. */
  size: ElementSize;
  /** Pixels that a note under the header takes. */
  note: number;
  /** Undefined while a build is shown. */
  facts: ImageFacts | undefined;
}

/** The stack, and the details of the selected layer below it, or beside it if the pane is wide. */
export function StackAndDetails({ rows, threads, header, size: pane, note, facts }: StackAndDetailsProps) {
  const { direction } = useStackView();
  const selection = useSelection();
  const place = detailsPlace(pane, useDetailsSize());
  const { side, size, least, most, roomForBoth } = place;
  const stack = facts?.stack?.phase === "ready" ? facts.stack.value : undefined;
  const selected = selectedRow(rows, selection);
  const hasDetails = selected !== undefined && (stack !== undefined || selected.builtBy !== undefined);
  const open = hasDetails && selection.files !== "closed";
  const showsDetails = open && (roomForBoth || selection.files === "open");
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
            <LayerDetails row={selected} stack={stack} onClose={() => showLayerFiles("closed")} />
          </div>
        </>
      )}
    </div>
  );
}

/** Selects a row and, if the Dockerfile is in the editor, brings its line into view. */
function selectRow(row: StrataRow): void {
  selectLink(row.link, row.key);
  const lines = useLinks.getState().links.find((link) => link.id === row.link)?.lines;
  if (!lines || useEditor.getState().openPath !== undefined) return;
  const start = { line: lines.start, character: 0 };
  revealRange({ start, end: start }, undefined, false);
}

/** Selects a row and opens its details. */
export function openRow(row: StrataRow): void {
  if (row.stage === undefined) {
    selectRow(row);
    showLayerFiles("open");
  } else toggleRow(row);
}

function toggleRow(row: StrataRow): void {
  selectRow(row);
  if (row.stage === undefined) expandBase(!row.expanded);
  else unfoldStage(row.stage, !row.expanded);
}

function totalOf(rows: readonly StrataRow[]): number {
  return rows.reduce(
    (sum, row) => sum + (row.inBase || row.stage !== undefined || row.inStage ? 0 : (row.size ?? 0)),
    0,
  );
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
