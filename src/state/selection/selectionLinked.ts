import { create } from "zustand";
import { useBuild } from "../build/build.ts";
import { type BuildRun, type BuildState, runOf } from "../build/buildState.ts";
import { useEditor } from "../editor/editor.ts";
import { shownStack, useImage } from "../image/image.ts";
import { type LineNote, lineNotes } from "./buildLineNotes.ts";
import { hoverLink, selectLinkOfCursor, type useSelection } from "./selection.ts";
import { type Link, linkAtLine, linksOf } from "./selectionLinks.ts";
import { type LineSpan, lineShift, sameLines, unchangedLines } from "./selectionShift.ts";

interface LinkStore {
  readonly links: readonly Link[];
  readonly notes: readonly LineNote[];
}

/** The current links between lines, steps, and rows, and the notes beside the lines. */
export const useLinks = create<LinkStore>(() => ({ links: [], notes: [] }));

/** How the links follow the text of the Dockerfile. */
export interface TextSource {
  readonly get: () => string | undefined;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Call once: keeps the links in sync with build, image, text, and cursor. Returns a stop function. */
export function connectLinks(text: TextSource): () => void {
  let linked: Pick<BuildRun, "steps" | "dockerfileText"> = { steps: [] };
  const update = () => {
    linked = linkedRun(linked, useBuild.getState().build);
    const stack = shownStack(useImage.getState());
    const [built, now] = [linked.dockerfileText, text.get()];
    const isKnown = built !== undefined && now !== undefined;
    const shift = isKnown ? lineShift(built, now) : sameLines;
    useLinks.setState({
      links: linksOf(linked.steps, stack, shift),
      // A size and a time beside text that was not built would be wrong.
      notes: lineNotes(linked.steps, stack, isKnown ? unchangedLines(built, now) : sameLines),
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

/** A build without steps (not yet, or failed early) keeps the previous links: the previous image is still shown. */
export function linkedRun<T extends Pick<BuildRun, "steps">>(before: T, build: BuildState): T | BuildRun {
  const run = runOf(build);
  return run !== undefined && run.steps.length > 0 ? run : before;
}

/** The pointer is on a line of the Dockerfile, or left it. */
export function hoverLine(line: number | undefined): void {
  hoverLink(line === undefined ? undefined : linkAtLine(useLinks.getState().links, line)?.id);
}

export interface LitLines {
  readonly hovered?: LineSpan;
  readonly selected?: LineSpan;
}

/** The lines to highlight in the editor. */
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
