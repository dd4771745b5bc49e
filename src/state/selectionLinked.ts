import { create } from "zustand";
import { useBuild } from "./build.ts";
import { type LineNote, lineNotes } from "./buildLineNotes.ts";
import { runOf } from "./buildState.ts";
import { useEditor } from "./editor.ts";
import { shownStack, useImage } from "./image.ts";
import { hoverLink, selectLinkOfCursor, type useSelection } from "./selection.ts";
import { type Link, linkAtLine, linksOf } from "./selectionLinks.ts";
import { type LineShift, type LineSpan, lineShift, sameLines } from "./selectionShift.ts";

interface LinkStore {
  readonly links: readonly Link[];
  readonly notes: readonly LineNote[];
}

/** The links between lines, steps and rows as they stand now, and what the editor says beside the lines. */
export const useLinks = create<LinkStore>(() => ({ links: [], notes: [] }));

/** How the links learn of the Dockerfile's present text. */
export interface TextSource {
  readonly get: () => string | undefined;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Keeps the links true to build, image, text and cursor. Called once when the page starts; the answer ends it. */
export function connectLinks(text: TextSource): () => void {
  const update = () => {
    const { build } = useBuild.getState();
    const stack = shownStack(useImage.getState());
    const shift = shiftNow(runOf(build)?.dockerfileText, text.get());
    useLinks.setState({
      links: linksOf(runOf(build)?.steps ?? [], stack, shift),
      notes: lineNotes(build, stack, shift),
    });
  };
  const ends = [
    useBuild.subscribe(({ build }, before) => {
      if (runOf(build)?.steps !== runOf(before.build)?.steps || build.phase !== before.build.phase) update();
    }),
    useImage.subscribe((now, before) => {
      if (shownStack(now) !== shownStack(before)) update();
    }),
    text.subscribe(update),
    useEditor.subscribe(({ cursor, openPath }, before) => {
      if (cursor.line === before.cursor.line || openPath !== undefined) return;
      selectLinkOfCursor(linkAtLine(useLinks.getState().links, cursor.line)?.id);
    }),
  ];
  update();
  return () => {
    for (const end of ends) end();
  };
}

/** The pointer is on a line of the Dockerfile, or on none. */
export function hoverLine(line: number | undefined): void {
  hoverLink(line === undefined ? undefined : linkAtLine(useLinks.getState().links, line)?.id);
}

export interface LitLines {
  readonly hovered?: LineSpan;
  readonly selected?: LineSpan;
}

/** The lines to light in the editor. */
export function litLines(
  links: readonly Link[],
  { hovered, selected }: ReturnType<typeof useSelection.getState>,
): LitLines {
  const linesOf = (id: string | undefined) =>
    id === undefined ? undefined : links.find((one) => one.id === id)?.lines;
  const over = linesOf(hovered);
  const chosen = linesOf(selected);
  return { ...(over ? { hovered: over } : {}), ...(chosen ? { selected: chosen } : {}) };
}

function shiftNow(built: string | undefined, now: string | undefined): LineShift {
  return built === undefined || now === undefined ? sameLines : lineShift(built, now);
}
